import { type Place, placeIndex } from '../../kernel/priority';
import { wilsonBounds } from '../../kernel/wilson';
import { overrideReasons } from '../../reasons/overrideReason';
import { type FeedbackLine, type Judged, keptPlace } from './feedbackLine';
import type { FeedbackView, ModelFeedback, Share, Times } from './feedbackView';

/** What reviews say about the models, and how long things took, added up study by study. */
export class FeedbackTally {
  readonly #models = new Map<string, ModelTally>();
  readonly #unknownUrgency = new Map<string, number>();
  readonly #notified = new TimesTally();
  readonly #decided = new TimesTally();

  /** @param since ISO; counts only reviews and notifications from then on */
  constructor(private readonly since?: string) {}

  add(line: FeedbackLine): void {
    const { receivedAt, notifiedAt, dueAt, reviews, unknownUrgency = [] } = line;
    if (this.#isRecent(receivedAt))
      for (const word of unknownUrgency)
        this.#unknownUrgency.set(word, (this.#unknownUrgency.get(word) ?? 0) + 1);
    const [first] = [...reviews].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
    if (notifiedAt !== undefined && this.#isRecent(notifiedAt))
      this.#notified.add(receivedAt, notifiedAt, dueAt);
    if (first !== undefined && this.#isRecent(first.at))
      this.#decided.add(receivedAt, first.at, first.dueAt ?? dueAt);
    for (const review of reviews) if (this.#isRecent(review.at)) this.#judge(review);
  }

  /** @param now ISO, the server's clock */
  view(now: string): FeedbackView {
    const models = [...this.#models].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      serverTime: now,
      ...(this.since === undefined ? {} : { since: this.since }),
      models: models.map(([, tally]) => tally.view()),
      unknownUrgency: [...this.#unknownUrgency]
        .map(([word, studies]) => ({ word, studies }))
        .sort((a, b) => b.studies - a.studies || (a.word < b.word ? -1 : 1)),
      timeToNotification: this.#notified.view(),
      timeToDecision: this.#decided.view(),
    };
  }

  #isRecent(at: string): boolean {
    return this.since === undefined || Date.parse(at) >= Date.parse(this.since);
  }

  #judge(review: Judged): void {
    for (const { id, version, positive } of review.models) {
      const key = `${id}@${version}`;
      const tally = this.#models.get(key) ?? new ModelTally({ id, version });
      this.#models.set(key, tally);
      tally.add(review, positive);
    }
  }
}

/**
 * The same of lines that are at hand.
 *
 * @param now ISO, the server's clock
 * @param since ISO; counts only reviews and notifications from then on
 */
export function feedbackOf(lines: readonly FeedbackLine[], now: string, since?: string): FeedbackView {
  const tally = new FeedbackTally(since);
  for (const line of lines) tally.add(line);
  return tally.view(now);
}

class TimesTally {
  readonly #minutes: number[] = [];
  #inTime = 0;

  add(receivedAt: string, at: string, dueAt: string): void {
    this.#minutes.push(Math.max(0, Date.parse(at) - Date.parse(receivedAt)) / 60_000);
    if (Date.parse(at) <= Date.parse(dueAt)) this.#inTime += 1;
  }

  view(): Times {
    const minutes = Float64Array.from(this.#minutes).sort();
    if (minutes.length === 0) return { n: 0 };
    return {
      n: minutes.length,
      median: quantile(minutes, 0.5),
      p90: quantile(minutes, 0.9),
      inTime: share(this.#inTime, minutes.length),
    };
  }
}

/**
 * Interpolates between the two nearest values, as numpy and R (type 7) do. @param sorted at least one value,
 * ascending
 */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  const at = q * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)] as number, sorted[Math.ceil(at)] as number];
  return low + (at - Math.floor(at)) * (high - low);
}

function share(k: number, n: number): Share {
  return { k, n, ...wilsonBounds(k, n) };
}

/** Counts of how often something is so. */
class ShareTally {
  #k = 0;
  #n = 0;

  add(isSo: boolean): void {
    this.#n += 1;
    if (isSo) this.#k += 1;
  }

  view(): Share {
    return share(this.#k, this.#n);
  }
}

/** One model version. */
class ModelTally {
  #reviews = 0;
  #judged = 0;
  readonly #agreement = new ShareTally();
  readonly #agreementPositive = new ShareTally();
  readonly #agreementNegative = new ShareTally();
  readonly #overrides = Object.fromEntries(overrideReasons.map((reason) => [reason, 0])) as Record<
    (typeof overrideReasons)[number],
    number
  >;
  readonly #days = new Map<string, { n: number; agreed: number }>();
  readonly #changed = new ShareTally();
  #towards = 0;
  #away = 0;

  constructor(private readonly model: ModelFeedback['model']) {}

  /** @param positive whether the version found anything */
  add(review: Judged, positive: boolean): void {
    this.#reviews += 1;
    if (review.decision === 'cannot-assess') return;
    this.#judged += 1;
    const agreed = keptPlace(review) === true;
    for (const agreement of [this.#agreement, positive ? this.#agreementPositive : this.#agreementNegative])
      agreement.add(agreed);
    if (review.reason !== undefined) this.#overrides[review.reason] += 1;
    const day = new Date(review.at).toISOString().slice(0, 10);
    const { n, agreed: known } = this.#days.get(day) ?? { n: 0, agreed: 0 };
    this.#days.set(day, { n: n + 1, agreed: known + (agreed ? 1 : 0) });
    this.#revise(review);
  }

  view(): ModelFeedback {
    return {
      model: this.model,
      reviews: this.#reviews,
      agreement: this.#agreement.view(),
      agreementPositive: this.#agreementPositive.view(),
      agreementNegative: this.#agreementNegative.view(),
      cannotAssess: this.#reviews - this.#judged,
      overrides: this.#overrides,
      byDay: [...this.#days]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([day, counts]) => ({ day, ...counts })),
      revision: { changed: this.#changed.view(), towardsModel: this.#towards, awayFromModel: this.#away },
    };
  }

  /** Whether the reviewer's mind changed after seeing the scores, and whether that moved it towards the model. */
  #revise(review: Judged): void {
    const { impression, given } = review;
    if (impression === undefined) return;
    const decided = decidedPlace(review);
    const far = (place: Place) => Math.abs(placeIndex(place) - placeIndex(given));
    const nearer = far(impression) - far(decided);
    this.#changed.add(decided !== impression);
    if (nearer > 0) this.#towards += 1;
    if (nearer < 0) this.#away += 1;
  }
}

/** Where the reviewer placed the study. */
function decidedPlace({ given, priority }: Judged): Place {
  return priority ?? given;
}
