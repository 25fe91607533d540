import type { overrideReasons } from './review';

/** k of n with Wilson's 95 % interval. */
export interface Share {
  readonly k: number;
  readonly n: number;
  readonly low: number;
  readonly high: number;
}

/** Of times in minutes; absent figures where n is 0. */
export interface Times {
  readonly n: number;
  readonly median?: number;
  readonly p90?: number;
  /** Share within the due time. */
  readonly inTime?: Share;
}

/** One version of one model, judged by the accepted reviews of studies that it spoke of. */
export interface ModelFeedback {
  readonly model: { readonly id: string; readonly version: string };
  readonly reviews: number;
  /** Reviewer kept the place that the study was given. */
  readonly agreement: Share;
  /** Among studies that this version called positive, and among those that it did not. */
  readonly agreementPositive: Share;
  readonly agreementNegative: Share;
  readonly cannotAssess: number;
  readonly overrides: Readonly<Record<(typeof overrideReasons)[number], number>>;
  /** Accepted reviews by day, for a plot: ISO date, reviews, agreed. */
  readonly byDay: readonly { readonly day: string; readonly n: number; readonly agreed: number }[];
  /** Where reviewers committed a first impression: how many changed it after the score was shown, and which way. */
  readonly revision: {
    readonly changed: Share;
    readonly towardsModel: number;
    readonly awayFromModel: number;
  };
}

/** `GET /api/feedback?since=ISO date`: what reviews say about the models. */
export interface FeedbackView {
  readonly serverTime: string;
  readonly since?: string;
  readonly models: readonly ModelFeedback[];
  /** From the arrival of the first image to the first notification that went out. */
  readonly timeToNotification: Times;
  /** From the arrival of the first image to the accepted review. */
  readonly timeToDecision: Times;
}
