import type { WorklistRefusal, WorklistStudy } from './worklist';

export const worklistTabs = ['awaiting', 'reviewed', 'not-analysed', 'quarantined', 'processing'] as const;
export type WorklistTab = (typeof worklistTabs)[number];

/** A file that was seen and has no outcome yet. */
export interface ProcessingLine {
  readonly arrivalId: string;
  readonly receivedAt: string;
}

/**
 * `GET /api/worklist?tab=&priority=&modality=&bodyPart=&limit=&offset=`, and `POST /api/worklist/search` with the same
 * keys and `text` (at least three letters) as JSON, since what a person types may name a patient and must not be in a URL.
 * Answers with an ETag; `If-None-Match` gets 304 while nothing changed.
 */
export interface WorklistView {
  readonly serverTime: string;
  readonly tab: WorklistTab;
  /** Of everything, whatever the filters. `not-analysed` studies await review as well and are counted there too. */
  readonly counts: Readonly<Record<WorklistTab, number>>;
  /** Lines that the filters leave. */
  readonly total: number;
  readonly offset: number;
  /** In reading order of the tabs awaiting and not-analysed; of reviewed, the latest review first. Empty otherwise. */
  readonly studies: readonly WorklistLine[];
  /** The latest first; of the tab quarantined. */
  readonly quarantined: readonly WorklistRefusal[];
  /** The oldest first; of the tab processing. */
  readonly processing: readonly ProcessingLine[];
  /** What there is to filter by, over the whole tab. */
  readonly facets: { readonly modalities: readonly string[]; readonly bodyParts: readonly string[] };
}

/** A study with where it stands. */
export interface WorklistLine extends WorklistStudy {
  /** 1 is read first; among all studies that await review. Absent once reviewed. */
  readonly rank?: number;
}

/** `GET /api/studies/{id}/rank`: why this rank, in words. */
export interface RankView {
  readonly rank?: number;
  readonly of: number;
  /** Whole sentences, the weightiest first. */
  readonly because: readonly string[];
}
