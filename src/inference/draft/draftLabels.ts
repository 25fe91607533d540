import { ModelProblem } from '../manifest/modelProblem';

/** A label as a person names it, in the order of the network's scores. */
export interface DraftLabel {
  /** Lower-case words joined by hyphens. */
  readonly name: string;
  readonly title: string;
  readonly meaning?: string;
}

/** `Lung Opacity` becomes the label `lung-opacity` with that title. @throws ModelProblem where no letter is left */
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

/** Labels from a list with commas between them. */
export function labelsFromList(text: string): DraftLabel[] {
  return assertDistinct(text.split(',').map((part) => labelFrom(part)));
}

/** Labels from a file: one a line, and after a tab what a high score means. Empty lines and those with # are left out. */
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

/** The first letter of what has none in upper case; `CXR` and `pH` stay as they are. */
function capitalised(title: string): string {
  const words = title.replaceAll(/[-_]+/g, ' ');
  return /[A-Z]/.test(words) ? words : words.charAt(0).toUpperCase() + words.slice(1);
}
