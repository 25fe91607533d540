import type { AuditEvent } from '../../../src/domain/audit/auditEvent';
import { refusalCodes } from '../../../src/domain/reasons/refusalCode';
import type { SkipReason } from '../../../src/domain/reasons/skipReason';
import type { Explained } from '../../../src/domain/words/vocabulary';
import { auditWords, words } from '../../../src/domain/words/words';
import { analysisNoteExamples, notAnalysedExamples } from '../../examples/analysisExamples';
import { type Example, exampleWords, type NotFromAFile } from '../../examples/example';
import { skipExamples } from '../../examples/exportExamples';
import { noteExamples } from '../../examples/noteExamples';
import { refusalExamples } from '../../examples/refusalExamples';
import { flagExamples, flatExamples } from '../../examples/shownExamples';
import { sampleEvents } from './sampleEvents';

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

const withExample = 'a file that makes it';
const code = (text: string) => `\`${text}\``;

type Examples<Key extends string> = Readonly<Record<Key, Example | NotFromAFile>>;

function explained<Key extends string>(
  of: Readonly<Record<Key, Partial<Explained>>>,
  examples: Examples<Key>,
): string {
  const rows = Object.entries<Partial<Explained>>(of).map(([key, { meaning = '', remedy = '' }]) => [
    code(key),
    meaning,
    remedy,
    exampleWords(examples[key as Key]),
  ]);
  return table(['code', 'means', 'what to do', withExample], rows);
}

function advised(of: Readonly<Record<string, Explained>>): string {
  const rows = Object.entries(of).map(([key, { meaning, remedy }]) => [code(key), meaning, remedy]);
  return table(['code', 'means', 'what to do'], rows);
}

function exemplified<Key extends string>(of: Readonly<Record<Key, string>>, examples: Examples<Key>): string {
  const rows = Object.entries<string>(of).map(([key, text]) => [
    code(key),
    text,
    exampleWords(examples[key as Key]),
  ]);
  return table(['code', 'means', withExample], rows);
}

function named(of: Readonly<Record<string, string>>, heading = 'means'): string {
  return table(
    ['code', heading],
    Object.entries(of).map(([key, text]) => [code(key), text]),
  );
}

const reader = { name: (subject: string) => subject, time: words.values.time };

const oneLeftOut = Object.fromEntries(
  Object.entries(words.skipped).map(([key, text]) => [key, text(1)]),
) as Record<SkipReason, string>;

/** `docs/words.md`: every code and what people are told. */
export function wordsPage(): string {
  return [
    '# Codes and their words',
    'Records, answers and logs hold codes. This is what people are told in their place: on the dashboard, on the command line, and in the search. ' +
      'Generated from [src/domain/words](../src/domain/words) by `npm run docs:words`; not edited by hand.',
    '## Why a file was refused',
    'The file is kept, and listed under *Quarantined*. Each file that makes one is made and refused in [examples.test.ts](../test/examples/examples.test.ts).',
    table(
      ['code', 'means', 'what to do', withExample],
      refusalCodes.map((key) => {
        const { meaning, remedy } = words.refusals[key];
        return [code(key), meaning, remedy, exampleWords(refusalExamples.get(key))];
      }),
    ),
    '## Why an image was not analysed',
    'The image keeps the place that its order gives it. None of these means that it is normal. [gating.md](gating.md) has the checks. ' +
      'The files are drawn, and [analysis.test.ts](../test/examples/analysis.test.ts) takes each through the models that come with the software.',
    explained(words.notAnalysed, notAnalysedExamples),
    '## Notes on an analysis',
    'With any of these but `padded`, trust the scores less.',
    exemplified(words.analysisNotes, analysisNoteExamples),
    '## Notes on how a file was read',
    'Unusual, but no reason to refuse the file ([reading-images.md](reading-images.md)). [examples.test.ts](../test/examples/examples.test.ts) reads each file.',
    exemplified(words.readNotes, noteExamples),
    'What an image says of itself stands among them:',
    exemplified(words.imageFlags, flagExamples),
    'Why a page gets 256 levels in place of the stored values:',
    exemplified(words.flatReasons, flatExamples),
    'Why a file of an export is left out ([exports.md](exports.md)):',
    exemplified(oneLeftOut, skipExamples),
    '## A score and its threshold',
    named(words.stances, 'on screen'),
    '## Where a study stands',
    named(words.prioritiesInText, 'on screen'),
    'Its review ([review.md](review.md)):',
    named(words.reviewStates, 'on screen'),
    'Why a reviewer overrides:',
    named(words.overrideReasons, 'on screen'),
    '## What is sent to other systems',
    'What became of it ([interchange.md](interchange.md#delivery)):',
    named(words.deliveryStates, 'on screen'),
    'What the receiver made of it:',
    advised(words.answerCodes),
    'Why it is held back, or why there is none:',
    advised(words.holdReasons),
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
