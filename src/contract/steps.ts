import type { ModelRef } from '../domain/models/analysis';
import type { NotAnalysedReason } from '../domain/reasons/notAnalysedReason';
import type { Notice, NoticeChannel } from '../domain/study/notice';

/**
 * Every activity by name, with what it is given and what it answers. Orchestrations call activities through this table
 * and the app registers them against it. All of it becomes durable history: JSON, ids only, nothing about a patient.
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
  /** Its files are decided about, and none of them is started. */
  | { readonly outcome: 'export'; readonly pages: number }
  | { readonly outcome: 'index' };

export interface Route {
  readonly models: readonly ModelRef[];
  /** Models that look too, and whose answers are recorded without being shown; absent where there are none. */
  readonly shadow?: readonly ModelRef[];
  /** Why no model fits; absent where one does. */
  readonly reason?: NotAnalysedReason;
}

interface AnalyseImage extends OfImage {
  /** Those that look; there may be none. */
  readonly models: readonly ModelRef[];
  /** Whether the picture by which a person recognises the image is made too. */
  readonly preview: boolean;
}

interface RecordImage extends OfArrival, OfImage {
  /** The models that looked at it. */
  readonly models: readonly ModelRef[];
  /** Why none did. */
  readonly reason?: NotAnalysedReason | undefined;
}

export interface Recorded {
  readonly outcome: 'analysed' | 'not-analysed';
  readonly studyId: string;
  readonly studyVersion: number;
}

/** A notice, and the way on which it is to go out. */
export interface Delivery {
  readonly notice: Notice;
  readonly channel: NoticeChannel;
}

/** What the review of a study has to do, and to wait for. */
export interface ReviewPlan {
  readonly version: number;
  /** What nobody took yet. */
  readonly deliveries: readonly Delivery[];
  /** ISO time of the next look at the study; absent where it is reviewed, and that can no longer be taken back. */
  readonly lookAt?: string;
}
