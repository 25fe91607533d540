import { refusalSections, type Section, sectionsOfNote } from '../../../domain/reasons/sections';
import { effectivePriority } from '../../../domain/study/studyRecord';
import { routeOf } from '../../../domain/study/studyRoute';
import { noteWords, words } from '../../../domain/words/words';
import { describeExport } from '../../results/describeExport';
import { placeWords } from '../../results/explain';
import { printable } from '../../terminal/printable';
import { refusalWords } from '../../terminal/refusalWords';
import type { Explained } from './explainFile';
import type { ExplainedImage } from './explainImage';
import { modelFacts } from './modelFacts';
import { readFacts } from './readFacts';
import type { SeenPng } from './seenPngs';

/** An explanation for a person; ends with an empty line. */
export function explanationText(explained: Explained, pngs: readonly SeenPng[]): string {
  return `${printable(explained.file)}\n\n${bodyOf(explained, pngs)}`;
}

function bodyOf(explained: Explained, pngs: readonly SeenPng[]): string {
  switch (explained.kind) {
    case 'refused': {
      const { code, detail } = explained.refusal;
      return sections([
        ['Outcome', [`quarantined, ${code}`]],
        ['Why', [`${refusalWords(code, detail)}${inBrackets(refusalSections[code])}`]],
        ['What to do', [words.refusals[code].remedy]],
      ]);
    }
    case 'index':
      return sections([['Outcome', [`index. ${words.exportContents.index}`]]]);
    case 'export':
      return sections([['Outcome', [`unpacked. ${describeExport(explained.counts)}`]]]);
    case 'image':
      return sections([...imageSections(explained.explanation), ...picturesSection(pngs)]);
  }
}

type TextSection = readonly [title: string, lines: readonly string[]];

function sections(all: readonly TextSection[]): string {
  return all
    .map(([title, lines]) => `${title}\n${lines.map((line) => `  ${printable(line)}\n`).join('')}`)
    .join('\n');
}

function imageSections(explanation: ExplainedImage): TextSection[] {
  const { image, record } = explanation;
  return [
    [
      'What was read',
      readFacts(image, record.baseline).map(([name, value]) => `${`${name}:`.padEnd(17)}${value}`),
    ],
    ['Notes', record.notes.length === 0 ? ['none'] : record.notes.map(noteLine)],
    ['Models', modelFacts(explanation)],
    ['What it would become', becomes(explanation)],
  ];
}

function noteLine(note: string): string {
  return `${note}: ${noteWords(note)}${inBrackets(sectionsOfNote(note))}`;
}

function inBrackets(sections: readonly Section[]): string {
  return sections.length === 0 ? '' : ` (${sections.join('; ')})`;
}

function becomes({ record, study, reason }: ExplainedImage): string[] {
  const { place, priority } = effectivePriority(study);
  const { imageId } = record;
  const route = routeOf(study);
  const outcome = reason === undefined ? ('analysed' as const) : ('not-analysed' as const);
  const why = placeWords({ outcome: { outcome, imageId, ...(reason && { reason }) }, image: record, study });
  const { dueMinutes, policyId } = study.decision;
  const due = words.values.duration(dueMinutes * 60_000);
  return [
    `outcome:         ${words.outcomes[outcome]}${reason === undefined ? '' : `, ${reason}`}`,
    `priority:        ${words.prioritiesInText[priority]}, read as ${words.prioritiesInText[place]}, due ${due} after its arrival`,
    `why:             ${why}`,
    ...(route === 'review' ? [] : [`intake:          ${words.routes[route]}`]),
    `policy:          ${policyId}; by its order alone the study would be ${words.prioritiesInText[record.baseline]}`,
    'This is the image by itself: other images of its study can raise it.',
  ];
}

function picturesSection(pngs: readonly SeenPng[]): TextSection[] {
  if (pngs.length === 0) return [];
  const legend =
    'left: the picture, what was cut out in orange; right: what the network was given; blue: no picture';
  return [['Pictures', [...pngs.map(({ model, file }) => `${model}: ${file}`), legend]]];
}
