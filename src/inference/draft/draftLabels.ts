import { ModelProblem } from '../manifest/modelProblem';

/** A label as a person names it, in the order of the network's scores. */
export interface DraftLabel {
  /** Lower-case words joined by hyphens. */
  readonly name: string;
  readonly title: string;
  readonly meaning?: string;
}

/** Turns `Lung Opacity` into the label `lung-opacity` with that title. @throws ModelProblem if no letter is left */
export function labelFrom(text: string, meaning?: string): DraftLabel {
  const title = text.trim();
  const name = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (name === '') throw new ModelProblem(`--labels: "${text}" is no label: expected letters or digits`);
  return { name, title: capitalised(title), ...(meaning && { meaning }) };
}

/** Labels from a comma-separated list. */
export function labelsFromList(text: string): DraftLabel[] {
  return assertDistinct(text.split(',').map((part) => labelFrom(part)));
}

/**
 * Labels from a file: one per line, optionally with a tab and the meaning of a high score. Skips empty lines
 * and lines that start with #.
 */
export function labelsFromFile(text: string): DraftLabel[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return assertDistinct(
    lines.map((line) => {
      const [label = '', ...meaning] = line.split('\t');
      return labelFrom(label, meaning.join(' ').trim() || undefined);
    }),
  );
}

function assertDistinct(labels: DraftLabel[]): DraftLabel[] {
  const names = labels.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new ModelProblem(`--labels: "${twice}" is there twice`);
  return labels;
}

/** Capitalises the first letter of a word without capitals; `CXR` and `pH` stay as they are. */
function capitalised(title: string): string {
  const words = title.replaceAll(/[-_]+/g, ' ');
  return /[A-Z]/.test(words) ? words : words.charAt(0).toUpperCase() + words.slice(1);
}
