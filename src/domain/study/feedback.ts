import { type Place, placeIndex } from '../kernel/priority';
import { wilsonBounds } from '../kernel/wilson';
import { overrideReasons } from '../reasons/overrideReason';
import type { FeedbackLine, Judged } from './feedbackLine';
import type { FeedbackView, ModelFeedback, Share, Times } from './feedbackView';

/**
 * What reviews say about the models, and how long things took.
 *
 * @param now ISO, the server's clock
 * @param since ISO; counts only reviews and notifications from then on
 */
export function feedbackOf(lines: readonly FeedbackLine[], now: string, since?: string): FeedbackView {
  const isRecent = (at: string) => since === undefined || Date.parse(at) >= Date.parse(since);
  const reviews = lines.flatMap((line) => line.reviews).filter(({ at }) => isRecent(at));
  const notified = lines.flatMap((line) => durationTo(line, line.notifiedAt, line.dueAt, isRecent));
  const decided = lines.flatMap((line) => {
    const first = [...line.reviews].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))[0];
    return durationTo(line, first?.at, first?.dueAt ?? line.dueAt, isRecent);
  });
  return {
    serverTime: now,
    ...(since === undefined ? {} : { since }),
    models: byModel(reviews),
    unknownUrgency: unknownUrgencyOf(lines.filter(({ receivedAt }) => isRecent(receivedAt))),
    timeToNotification: timesOf(notified),
    timeToDecision: timesOf(decided),
  };
}

function unknownUrgencyOf(lines: readonly FeedbackLine[]): FeedbackView['unknownUrgency'] {
  const studies = new Map<string, number>();
  for (const word of lines.flatMap((line) => line.unknownUrgency ?? []))
    studies.set(word, (studies.get(word) ?? 0) + 1);
  return [...studies]
    .map(([word, count]) => ({ word, studies: count }))
    .sort((a, b) => b.studies - a.studies || (a.word < b.word ? -1 : 1));
}

interface Took {
  readonly minutes: number;
  readonly inTime: boolean;
}

function durationTo(
  { receivedAt }: FeedbackLine,
  at: string | undefined,
  dueAt: string,
  isRecent: (at: string) => boolean,
): Took[] {
  if (at === undefined || !isRecent(at)) return [];
  const minutes = Math.max(0, Date.parse(at) - Date.parse(receivedAt)) / 60_000;
  return [{ minutes, inTime: Date.parse(at) <= Date.parse(dueAt) }];
}

function timesOf(took: readonly Took[]): Times {
  if (took.length === 0) return { n: 0 };
  const minutes = took.map((one) => one.minutes).sort((a, b) => a - b);
  return {
    n: took.length,
    median: quantile(minutes, 0.5),
    p90: quantile(minutes, 0.9),
    inTime: share(took.filter(({ inTime }) => inTime).length, took.length),
  };
}

/**
 * Interpolates between the two nearest values, as numpy and R (type 7) do. @param sorted at least one value,
 * ascending
 */
export function quantile(sorted: readonly number[], q: number): number {
  const at = q * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)] as number, sorted[Math.ceil(at)] as number];
  return low + (at - Math.floor(at)) * (high - low);
}

function share(k: number, n: number): Share {
  return { k, n, ...wilsonBounds(k, n) };
}

interface Spoken {
  readonly review: Judged;
  readonly positive: boolean;
}

function byModel(reviews: readonly Judged[]): ModelFeedback[] {
  const models = new Map<string, { model: ModelFeedback['model']; spoken: Spoken[] }>();
  for (const review of reviews) {
    for (const { id, version, positive } of review.models) {
      const key = `${id}@${version}`;
      const known = models.get(key) ?? { model: { id, version }, spoken: [] };
      known.spoken.push({ review, positive });
      models.set(key, known);
    }
  }
  const sorted = [...models.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([, { model, spoken }]) => modelFeedback(model, spoken));
}

function modelFeedback(model: ModelFeedback['model'], spoken: readonly Spoken[]): ModelFeedback {
  const judged = spoken.filter(({ review }) => review.decision !== 'cannot-assess');
  return {
    model,
    reviews: spoken.length,
    agreement: agreementOf(judged),
    agreementPositive: agreementOf(judged.filter(({ positive }) => positive)),
    agreementNegative: agreementOf(judged.filter(({ positive }) => !positive)),
    cannotAssess: spoken.length - judged.length,
    overrides: overridesOf(judged),
    byDay: byDay(judged),
    revision: revisionOf(judged.map(({ review }) => review)),
  };
}

/** Where the reviewer placed the study. */
function decidedPlace({ given, priority }: Judged): Place {
  return priority ?? given;
}

function agrees({ review }: Spoken): boolean {
  return decidedPlace(review) === review.given;
}

function agreementOf(judged: readonly Spoken[]): Share {
  return share(judged.filter(agrees).length, judged.length);
}

function overridesOf(judged: readonly Spoken[]): ModelFeedback['overrides'] {
  const counts = Object.fromEntries(overrideReasons.map((reason) => [reason, 0])) as Record<
    (typeof overrideReasons)[number],
    number
  >;
  for (const { review } of judged) if (review.reason !== undefined) counts[review.reason] += 1;
  return counts;
}

function byDay(judged: readonly Spoken[]): ModelFeedback['byDay'] {
  const days = new Map<string, { n: number; agreed: number }>();
  for (const one of judged) {
    const day = new Date(one.review.at).toISOString().slice(0, 10);
    const { n, agreed } = days.get(day) ?? { n: 0, agreed: 0 };
    days.set(day, { n: n + 1, agreed: agreed + (agrees(one) ? 1 : 0) });
  }
  return [...days.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, counts]) => ({ day, ...counts }));
}

/**
 * Whether reviewers changed their mind after seeing the scores, and whether that moved them towards the
 * models.
 */
function revisionOf(reviews: readonly Judged[]): ModelFeedback['revision'] {
  const moves = reviews.flatMap(({ impression, given, priority }) => {
    if (impression === undefined) return [];
    const far = (place: Place) => Math.abs(placeIndex(place) - placeIndex(given));
    const decided = priority ?? given;
    return [{ changed: decided !== impression, nearer: far(impression) - far(decided) }];
  });
  return {
    changed: share(moves.filter(({ changed }) => changed).length, moves.length),
    towardsModel: moves.filter(({ nearer }) => nearer > 0).length,
    awayFromModel: moves.filter(({ nearer }) => nearer < 0).length,
  };
}
