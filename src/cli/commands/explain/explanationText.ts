import { refusalSections, type Section, sectionsOfNote } from '../../../domain/reasons/sections';
import { effectivePriority } from '../../../domain/study/studyRecord';
import { routeOf } from '../../../domain/study/studyRoute';
import { phrases, texts, words } from '../../language/language';
import { describeExport } from '../../results/describeExport';
import { placeWords } from '../../results/explain';
import { padTo } from '../../terminal/columns';
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
  const titles = texts.explain.sections;
  switch (explained.kind) {
    case 'refused': {
      const { code, detail } = explained.refusal;
      return sections([
        [titles.outcome, [[words.outcomes.quarantined, code].join(words.listSeparator)]],
        [titles.why, [`${refusalWords(code, detail)}${inBrackets(refusalSections[code])}`]],
        [titles.whatToDo, [words.refusals[code].remedy]],
      ]);
    }
    case 'index':
      return sections([[titles.outcome, [`${words.outcomes.index}. ${words.exportContents.index}`]]]);
    case 'export':
      return sections([
        [titles.outcome, [`${words.outcomes.unpacked}. ${describeExport(explained.counts)}`]],
      ]);
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

const nameColumns = 17;

function factLine([name, value]: readonly [string, string]): string {
  return `${padTo(`${name}:`, nameColumns)}${value}`;
}

function imageSections(explanation: ExplainedImage): TextSection[] {
  const { image, record } = explanation;
  const titles = texts.explain.sections;
  return [
    [titles.read, readFacts(image, record.baseline).map(factLine)],
    [titles.notes, record.notes.length === 0 ? [texts.explain.noneOfThem] : record.notes.map(noteLine)],
    [titles.models, modelFacts(explanation)],
    [titles.becomes, becomes(explanation)],
  ];
}

function noteLine(note: string): string {
  return `${note}: ${phrases.noteWords(note)}${inBrackets(sectionsOfNote(note))}`;
}

function inBrackets(sections: readonly Section[]): string {
  return sections.length === 0 ? '' : ` (${sections.join('; ')})`;
}

function becomes({ record, study, reason }: ExplainedImage): string[] {
  const said = texts.explain.becomes;
  const { place, priority } = effectivePriority(study);
  const { imageId } = record;
  const route = routeOf(study);
  const outcome = reason === undefined ? ('analysed' as const) : ('not-analysed' as const);
  const why = placeWords({ outcome: { outcome, imageId, ...(reason && { reason }) }, image: record, study });
  const { dueMinutes, policyId } = study.decision;
  const due = words.values.duration(dueMinutes * 60_000);
  const { prioritiesInText } = words;
  const is = words.outcomes[outcome];
  return [
    ...[
      [said.outcome, reason === undefined ? is : [is, reason].join(words.listSeparator)] as const,
      [said.priority, said.priorityIs(prioritiesInText[priority], prioritiesInText[place], due)] as const,
      [said.why, why] as const,
      ...(route === 'review' ? [] : [[said.intake, words.routes[route]] as const]),
      [said.policy, said.policyIs(policyId, prioritiesInText[record.baseline])] as const,
    ].map(factLine),
    said.byItself,
  ];
}

function picturesSection(pngs: readonly SeenPng[]): TextSection[] {
  if (pngs.length === 0) return [];
  const lines = pngs.map(({ model, file }) => `${model}: ${file}`);
  return [[texts.explain.sections.pictures, [...lines, texts.explain.legend]]];
}
