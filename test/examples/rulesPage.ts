import { displayRules } from '../../src/domain/reasons/displayRules';
import { imageFlags } from '../../src/domain/reasons/imageFlags';
import { notAnalysedReasons } from '../../src/domain/reasons/notAnalysedReason';
import { readNotes } from '../../src/domain/reasons/readNotes';
import { refusalCodes } from '../../src/domain/reasons/refusalCode';
import { rejectionCodes } from '../../src/domain/reasons/rejection';
import {
  displaySections,
  flagSections,
  notAnalysedSections,
  noteSections,
  refusalSections,
  type Section,
} from '../../src/domain/reasons/sections';
import { studyAlertSections } from '../../src/domain/study/view/studyAlertSections';
import { studyAlertCodes } from '../../src/domain/study/view/studyAlerts';
import { words } from '../../src/domain/words/words';
import { notAnalysedExamples } from './analysisExamples';
import { type Example, exampleWords, type NotFromAFile } from './example';
import { noteExamples } from './noteExamples';
import { refusalExamples } from './refusalExamples';
import { displayExamples, flagExamples } from './shownExamples';

/** The heading under which the rules begin; they go on to the end of the page. */
export const rulesHeading = '## The rules';

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A row for each code: its words, the sections, and a file. */
function rules<Code extends string>(
  codes: readonly Code[],
  said: (code: Code) => string,
  sections: Readonly<Record<Code, readonly Section[]>>,
  exampleOf: (code: Code) => Example | NotFromAFile | undefined,
): string {
  return table(
    ['code', 'rule', 'standard', 'a file that makes it'],
    codes.map((code) => [
      `\`${code}\``,
      said(code),
      sections[code].join(', ') || '–',
      exampleWords(exampleOf(code)),
    ]),
  );
}

/** The part of `docs/conformance.md` that says by rule what is noted, refused, not analysed and shown. */
export function rulesPage(): string {
  return [
    rulesHeading,
    'Each code that a reader can meet, with the sections of the standard that it rests on, from ' +
      '[sections.ts](../src/domain/reasons/sections.ts); – is a rule of this software alone. The tests make each file, and see that it has this code and no other. ' +
      '`triage explain FILE` names the same sections. What to do about each is in [words.md](words.md), why it is so in [reading-images.md](reading-images.md).',
    '### What is shown',
    'From stored values to the display picture, in this order: modality, padding, window or table, inversion; and the shape of the pixels.',
    table(
      ['code', 'rule', 'where', 'standard', 'a file that makes it'],
      displayRules.map((code) => [
        `\`${code}\``,
        words.displayRules[code].shown,
        words.displayRules[code].because,
        displaySections[code].join(', ') || '–',
        exampleWords(displayExamples[code]),
      ]),
    ),
    '### What is noted',
    rules(
      readNotes,
      (code) => words.readNotes[code],
      noteSections,
      (code) => noteExamples[code],
    ),
    'What an image or its order says of itself stands among the notes:',
    rules(
      imageFlags,
      (code) => words.imageFlags[code],
      flagSections,
      (code) => flagExamples[code],
    ),
    '### What is not analysed',
    'It is read and shown. None of this means that it is normal.',
    rules(
      notAnalysedReasons,
      (code) => words.notAnalysed[code].meaning,
      notAnalysedSections,
      (code) => notAnalysedExamples[code],
    ),
    '### What is refused',
    'The file is kept, and listed as quarantined.',
    rules(
      refusalCodes,
      (code) => words.refusals[code].meaning,
      refusalSections,
      (code) => refusalExamples.get(code),
    ),
    '### What is said of a study',
    table(
      ['code', 'rule', 'standard'],
      [
        ...studyAlertCodes.map((code) => [
          `\`${code}\``,
          words.studyAlerts[code].notice(1),
          studyAlertSections[code].join(', ') || '–',
        ]),
        ...rejectionCodes.map((code) => [
          `\`${code}\``,
          words.setAside({ why: 'rejected', code }),
          studyAlertSections['images-rejected'].join(', '),
        ]),
      ],
    ),
    '',
  ].join('\n\n');
}
