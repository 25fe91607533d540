import { manufacturers } from '../image/manufacturer';

interface Shape {
  /** Names of the groups, or the upper ends of all groups but the last, ascending. */
  readonly groups?: readonly string[];
  readonly bounds?: readonly number[];
  /** At most so many counts hang together, such as the two views of one study. They count as one draw. */
  readonly together: number;
  /** So many counts are needed before it is known what is usual. */
  readonly needed: number;
}

/** Kept beside the names of groups: a value that is in none of them, and one that the file does not state. */
const others = ['other', 'unstated'] as const;

export const viewGroups = ['PA', 'AP', 'lateral', ...others] as const;
export const manufacturerGroups = [...manufacturers, 'unstated'] as const;
export const abstentionGroups = ['answered', 'abstained'] as const;
export const agreementGroups = ['kept', 'changed'] as const;

const tenths = Array.from({ length: 9 }, (_, bin) => (bin + 1) / 10);
const twentieths = Array.from({ length: 19 }, (_, bin) => (bin + 1) / 20);

/** What is watched of each model version. Bounds are also those of the metrics that count it. */
export const features = {
  /** Calibrated scores of one label. */
  score: { bounds: twentieths, together: 2, needed: 1000 },
  /** Mean of what the network was shown, 0 black … 1 white. */
  brightness: { bounds: tenths, together: 2, needed: 1000 },
  /** Longer side of the image, in pixels. */
  size: { bounds: [512, 1024, 1536, 2048, 2560, 3072, 4096], together: 2, needed: 1000 },
  view: { groups: viewGroups, together: 2, needed: 1000 },
  manufacturer: { groups: manufacturerGroups, together: 2, needed: 1000 },
  abstention: { groups: abstentionGroups, together: 2, needed: 1000 },
  /** Whether the reviewer left the study at its place; once a study. */
  agreement: { groups: agreementGroups, together: 1, needed: 300 },
} as const satisfies Record<string, Shape>;

export type Feature = keyof typeof features;
export const featureNames = Object.keys(features) as Feature[];

export function shapeOf(feature: Feature): Shape {
  return features[feature];
}

export function groupCount(feature: Feature): number {
  const { groups, bounds = [] } = shapeOf(feature);
  return groups?.length ?? bounds.length + 1;
}

/** So many draws of all `n`. Counts that hang together are parts of one draw, so that both can be fractions. */
export interface Draws {
  readonly k: number;
  readonly n: number;
}

export const sumOf = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

/**
 * The questions that are put to counts: of ordered groups, how many lie above each bound; of others, how many are in
 * each group (of two, in the second).
 */
export function drawsOf(feature: Feature, counts: readonly number[]): Draws[] {
  const { bounds, together } = shapeOf(feature);
  const n = sumOf(counts) / together;
  const asked =
    bounds?.map((_, at) => sumOf(counts.slice(at + 1))) ?? (counts.length === 2 ? counts.slice(1) : counts);
  return asked.map((k) => ({ k: k / together, n }));
}

/** The group that a question asks about; of ordered groups, the bound above which it asks. */
export function groupAsked(feature: Feature, question: number): number {
  return groupCount(feature) === 2 ? 1 : question;
}
