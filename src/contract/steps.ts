import type { ModelRef } from '../domain/models/analysis';
import type { OutputPlace } from '../domain/outputs/receiver';
import type { Notice, NoticeChannel } from '../domain/study/notices/notice';

/**
 * Every activity by name, with its input and output. Orchestrations call activities through this table, and
 * the app registers them against it. All of it becomes durable history: JSON, ids only, nothing about a
 * patient.
 */
export interface Steps {
  readonly triageFile: (input: OfArrival) => Promise<Triaged>;
  readonly askShadow: (input: AskShadow) => Promise<void>;
  readonly unpackExport: (input: OfArrival & { readonly page: number }) => Promise<void>;
  readonly closeExport: (input: OfArrival) => Promise<void>;
  /** `isNew`: the first look at a study that was just made. */
  readonly advanceReview: (input: OfStudy & { readonly isNew?: true }) => Promise<ReviewPlan>;
  readonly startNotices: (input: { readonly deliveries: readonly Delivery[] }) => Promise<void>;
  readonly sendNotice: (input: Delivery) => Promise<'sent' | 'not-needed'>;
  /** One try to send what a receiver is to have of a study. */
  readonly sendOutput: (input: OutputPlace) => Promise<OutputTried>;
}

export type StepName = keyof Steps;
export type StepInput<N extends StepName> = Parameters<Steps[N]>[0];
export type StepOutput<N extends StepName> = Awaited<ReturnType<Steps[N]>>;

interface OfArrival {
  readonly arrivalId: string;
}

interface OfStudy {
  readonly studyId: string;
}

/** How an arrival's file ended. */
export type Triaged =
  | Recorded
  | { readonly outcome: 'quarantined'; readonly reason: string }
  /** A decision exists for each of its files, but none has been started. */
  | { readonly outcome: 'export'; readonly pages: number }
  | { readonly outcome: 'index' };

/** An image, as its study shows it. */
interface Recorded {
  readonly outcome: 'analysed' | 'not-analysed';
  readonly imageId: string;
  readonly studyId: string;
  readonly studyVersion: number;
  /** Models in shadow that are to look at it. Absent if there are none. */
  readonly shadow?: readonly ModelRef[];
}

interface AskShadow {
  readonly imageId: string;
  readonly models: readonly ModelRef[];
}

/** A notice, and the channel to send it on. */
export interface Delivery {
  readonly notice: Notice;
  readonly channel: NoticeChannel;
}

export interface OutputTried {
  /** ISO time of the next try; absent if there is nothing more to do. */
  readonly nextTryAt?: string;
}

/** What the review of a study has to do, and to wait for. */
export interface ReviewPlan {
  readonly version: number;
  /** Notices that no receiver has accepted yet. */
  readonly deliveries: readonly Delivery[];
  /**
   * ISO time of the next look at the study; absent if it is reviewed and the review can no longer be
   * withdrawn.
   */
  readonly lookAt?: string;
}
