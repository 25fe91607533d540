import type { ModelRef } from '../domain/models/analysis';
import type { NotAnalysedReason } from '../domain/reasons/notAnalysedReason';
import type { Notice, NoticeChannel } from '../domain/study/notice';

/**
 * Every activity by name, with its input and output. Orchestrations call activities through this table, and
 * the app registers them against it. All of it becomes durable history: JSON, ids only, nothing about a
 * patient.
 */
export interface Steps {
  readonly admitImage: (input: OfArrival) => Promise<Admission>;
  readonly routeImage: (input: OfImage) => Promise<Route>;
  readonly analyseImage: (input: AnalyseImage) => Promise<void>;
  readonly recordImage: (input: RecordImage) => Promise<Recorded>;
  readonly recordShadow: (input: OfImage & { readonly models: readonly ModelRef[] }) => Promise<void>;
  readonly ensureReview: (input: OfStudy) => Promise<void>;
  readonly unpackExport: (input: OfArrival & { readonly page: number }) => Promise<void>;
  readonly closeExport: (input: OfArrival) => Promise<void>;
  readonly advanceReview: (input: OfStudy) => Promise<ReviewPlan>;
  readonly startNotices: (input: { readonly deliveries: readonly Delivery[] }) => Promise<void>;
  readonly sendNotice: (input: Delivery) => Promise<'sent' | 'not-needed'>;
}

export type StepName = keyof Steps;
export type StepInput<N extends StepName> = Parameters<Steps[N]>[0];
export type StepOutput<N extends StepName> = Awaited<ReturnType<Steps[N]>>;

interface OfArrival {
  readonly arrivalId: string;
}

interface OfImage {
  readonly imageId: string;
}

interface OfStudy {
  readonly studyId: string;
}

/** What became of an arrival's file. */
export type Admission =
  | { readonly outcome: 'admitted'; readonly imageId: string; readonly studyId: string }
  | { readonly outcome: 'quarantined'; readonly reason: string }
  /** A decision exists for each of its files, but none has been started. */
  | { readonly outcome: 'export'; readonly pages: number }
  | { readonly outcome: 'index' };

export interface Route {
  readonly models: readonly ModelRef[];
  /**
   * Shadow models: they run too, and their answers are recorded without being shown. Absent if there are
   * none.
   */
  readonly shadow?: readonly ModelRef[];
  /** Why no model fits; absent if one does. */
  readonly reason?: NotAnalysedReason;
}

interface AnalyseImage extends OfImage {
  /** The models to run; possibly none. */
  readonly models: readonly ModelRef[];
  /** Whether to make the preview by which a person recognises the image. */
  readonly preview: boolean;
}

interface RecordImage extends OfArrival, OfImage {
  /** The models that ran. */
  readonly models: readonly ModelRef[];
  /** Why none ran. */
  readonly reason?: NotAnalysedReason | undefined;
}

export interface Recorded {
  readonly outcome: 'analysed' | 'not-analysed';
  readonly studyId: string;
  readonly studyVersion: number;
}

/** A notice, and the channel to send it on. */
export interface Delivery {
  readonly notice: Notice;
  readonly channel: NoticeChannel;
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
