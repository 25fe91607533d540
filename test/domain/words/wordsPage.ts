import type { AuditEvent } from '../../../src/domain/audit/auditEvent';
import { readNotes } from '../../../src/domain/reasons/readNotes';
import { refusalCodes } from '../../../src/domain/reasons/refusalCode';
import type { Explained } from '../../../src/domain/words/vocabulary';
import { auditWords, words } from '../../../src/domain/words/words';
import type { Example, NotFromAFile } from '../../examples/example';
import { noteExamples } from '../../examples/noteExamples';
import { refusalExamples } from '../../examples/refusalExamples';
import { sampleEvents } from './sampleEvents';

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

const code = (text: string) => `\`${text}\``;

function explained(of: Readonly<Record<string, Partial<Explained>>>): string {
  return table(
    ['code', 'means', 'what to do'],
    Object.entries(of).map(([key, { meaning = '', remedy = '' }]) => [code(key), meaning, remedy]),
  );
}

function named(of: Readonly<Record<string, string>>, heading = 'means'): string {
  return table(
    ['code', heading],
    Object.entries(of).map(([key, text]) => [code(key), text]),
  );
}

function exampleWords(one: Example | NotFromAFile | undefined): string {
  if (one === undefined) return '';
  return 'what' in one ? one.what : `none: ${one.notFromAFile}`;
}

const reader = { name: (subject: string) => subject, time: words.values.time };

/** `docs/words.md`: every code and what people are told. */
export function wordsPage(): string {
  return [
    '# Codes and their words',
    'Records, answers and logs hold codes. This is what people are told in their place: on the dashboard, on the command line, and in the search. ' +
      'Generated from [src/domain/words](../src/domain/words) by `npm run docs:words`; not edited by hand.',
    '## Why a file was refused',
    'The file is kept, and listed under *Quarantined*. Each file that makes one is made and refused in [examples.test.ts](../test/examples/examples.test.ts).',
    table(
      ['code', 'means', 'what to do', 'a file that makes it'],
      refusalCodes.map((key) => {
        const { meaning, remedy } = words.refusals[key];
        return [code(key), meaning, remedy, exampleWords(refusalExamples.get(key))];
      }),
    ),
    '## Why an image was not analysed',
    'The image keeps the place that its order gives it. None of these means that it is normal. [gating.md](gating.md) has the checks.',
    explained(words.notAnalysed),
    '## Notes on an analysis',
    'With any of these but `padded`, trust the scores less.',
    named(words.analysisNotes),
    '## Notes on how a file was read',
    'Unusual, but no reason to refuse the file ([reading-images.md](reading-images.md)).',
    table(
      ['code', 'means', 'a file that makes it'],
      readNotes.map((key) => [code(key), words.readNotes[key], exampleWords(noteExamples[key])]),
    ),
    'What an image says of itself stands among them:',
    named(words.imageFlags),
    '## A score and its threshold',
    named(words.stances, 'on screen'),
    '## Where a study stands',
    named(words.prioritiesInText, 'on screen'),
    'Its review ([review.md](review.md)):',
    named(words.reviewStates, 'on screen'),
    'Why a reviewer overrides:',
    named(words.overrideReasons, 'on screen'),
    '## Roles',
    table(
      ['code', 'on screen', 'what somebody in it does'],
      Object.entries(words.roles).map(([key, { name, does }]) => [code(key), name, does]),
    ),
    '## Notices',
    named(words.notices, 'on screen'),
    '## What verification of the audit log finds',
    '`triage audit verify` names the place with each ([audit.md](audit.md#what-the-answer-means)).',
    named(words.auditFaults),
    '## Entries of the audit log',
    'An example of each kind, as *What happened to this study* and `triage audit show` tell it ([audit.md](audit.md)).',
    table(
      ['kind', 'example'],
      Object.values<AuditEvent>(sampleEvents).map((event) => [code(event.type), auditWords(event, reader)]),
    ),
    '',
  ].join('\n\n');
}
