import { ChangedOutsideError } from '../../../domain/kernel/sealing/changedOutside';
import { findingsOf } from '../../../domain/models/findings';
import type { Example, Examples } from '../../../domain/simulation/population';
import type { Room } from '../../../domain/simulation/room';
import { isChangedOutside } from '../../../domain/study/review/changedOutside';
import type { StudyRecord } from '../../../domain/study/studyRecord';
import type { Store } from '../../../storage/store';
import { texts } from '../../language/language';
import { CliError } from '../../terminal/errors';

/** What a site says of its own reading room. */
export interface SiteStudies {
  readonly studies: number;
  readonly arrivalsPerHour: number[];
  /** The mean score, where no other prevalence is given. */
  readonly prevalence: number;
  readonly examples: Examples;
}

interface Known {
  readonly receivedAt: string;
  readonly example: Example;
}

/**
 * The studies that a site received since then: when, as what they were ordered, and with which score.
 *
 * What they were is not known. A score is a probability, so a study with a score of 0.3 counts as 0.3 of a
 * diseased one and 0.7 of another.
 *
 * @throws CliError if there is none with a score
 */
export async function siteStudies(
  { results }: Pick<Store, 'results'>,
  label: string,
  since: Date,
  days: number,
): Promise<SiteStudies> {
  const known: Known[] = [];
  for await (const { studyId, changedAt } of results.records()) {
    if (changedAt < since.getTime()) continue;
    const study = await readable(() => results.study(studyId));
    if (study === undefined || isChangedOutside(study) || Date.parse(study.receivedAt) < since.getTime())
      continue;
    known.push({ receivedAt: study.receivedAt, example: exampleOf(study, label) });
  }
  const scored = known.flatMap(({ example }) => example.scored?.score ?? []);
  if (scored.length === 0) throw new CliError(texts.simulate.noScore(days, label));
  const prevalence = scored.reduce((sum, score) => sum + score, 0) / scored.length;
  const weighed = (chance: (score: number) => number) =>
    known.map(({ example }) => ({ ...example, weight: chance(example.scored?.score ?? prevalence) }));
  return {
    studies: known.length,
    arrivalsPerHour: byHour(known, days),
    prevalence,
    examples: { diseased: weighed((score) => score), others: weighed((score) => 1 - score) },
  };
}

/** The room with what the site says of it. */
export function roomOfSite(room: Room, { arrivalsPerHour, prevalence }: SiteStudies): Room {
  return { ...room, arrivalsPerHour, prevalence, notAnalysed: 0 };
}

function byHour(known: readonly Known[], days: number): number[] {
  return Array.from({ length: 24 }, (_, hour) => {
    const came = known.filter(({ receivedAt }) => new Date(receivedAt).getUTCHours() === hour);
    return came.length / days;
  });
}

/** The highest score counts, as it does for the policy. */
function exampleOf({ images, decision }: StudyRecord, label: string): Example {
  const [first] = images
    .flatMap(({ analyses }) => findingsOf(analyses))
    .filter((finding) => finding.label === label)
    .sort((a, b) => b.score - a.score);
  const ordered = decision.reasons.find((reason) => reason.kind === 'baseline')?.place;
  const scored = first && { label, score: first.score, positive: first.positive };
  return { weight: 1, scored, ordered };
}

async function readable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ChangedOutsideError) return undefined;
    throw error;
  }
}
