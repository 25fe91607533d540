import type { WorklistTab } from '../kernel/worklistTabs';
import { inReadingOrder } from './readingOrder';
import {
  processingLines,
  type WorklistProcessing,
  type WorklistRefusal,
  type WorklistStudy,
} from './worklist';
import type { WorklistQuery } from './worklistQuery';
import { searchFor } from './worklistSearch';
import type { WorklistLine, WorklistView } from './worklistView';

export interface WorklistContents {
  readonly studies: readonly WorklistStudy[];
  readonly refusals: readonly WorklistRefusal[];
  readonly processing: readonly WorklistProcessing[];
}

/** The worklist as it is read at one moment. */
export interface OrderedWorklist {
  /** In reading order, with their ranks. */
  readonly awaiting: readonly WorklistLine[];
  /** The latest review first. */
  readonly reviewed: readonly WorklistLine[];
  /** Those of `awaiting` of which no image was analysed. */
  readonly notAnalysed: readonly WorklistLine[];
  /** The latest first. */
  readonly quarantined: readonly WorklistRefusal[];
  /** The oldest first. */
  readonly processing: readonly WorklistProcessing[];
  /** Milliseconds; from then on it has to be ordered anew, though nothing was written. */
  readonly until: number;
}

/** @param now milliseconds */
export function orderWorklist(contents: WorklistContents, waitingCap: number, now: number): OrderedWorklist {
  const open = contents.studies.filter(({ state }) => state !== 'reviewed');
  const { studies, until } = inReadingOrder(open, waitingCap, now);
  const awaiting = studies.map((study, index) => ({ ...study, rank: index + 1 }));
  return {
    awaiting,
    reviewed: contents.studies.filter(({ state }) => state === 'reviewed').sort(byReview),
    notAnalysed: awaiting.filter(({ images, notAnalysed }) => notAnalysed === images),
    quarantined: [...contents.refusals].sort(
      (a, b) => Date.parse(b.quarantinedAt) - Date.parse(a.quarantinedAt) || byText(a.arrivalId, b.arrivalId),
    ),
    processing: processingLines(contents.processing),
    until,
  };
}

/** The study that was reviewed last comes first. */
function byReview(a: WorklistStudy, b: WorklistStudy): number {
  const at = ({ reviewedAt = '' }: WorklistStudy) => reviewedAt;
  return byText(at(b), at(a)) || byText(a.studyId, b.studyId);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** @param now ISO, the server's clock */
export function answerWorklist(worklist: OrderedWorklist, query: WorklistQuery, now: string): WorklistView {
  const { tab, limit, offset } = query;
  const search = query.text === undefined ? undefined : searchFor(query.text, Date.parse(now));
  const whole = studiesOf(worklist, tab);
  const found = {
    studies: whole.filter((study) => passes(study, query) && (search?.study(study) ?? true)),
    quarantined:
      tab === 'quarantined' ? worklist.quarantined.filter((line) => search?.refusal(line) ?? true) : [],
    processing:
      tab === 'processing' ? worklist.processing.filter((line) => search?.processing(line) ?? true) : [],
  };
  const page = <T>(lines: readonly T[]) => lines.slice(offset, offset + limit);
  return {
    serverTime: now,
    tab,
    counts: {
      awaiting: worklist.awaiting.length,
      reviewed: worklist.reviewed.length,
      'not-analysed': worklist.notAnalysed.length,
      quarantined: worklist.quarantined.length,
      processing: worklist.processing.length,
    },
    total: found.studies.length + found.quarantined.length + found.processing.length,
    offset,
    studies: page(found.studies),
    quarantined: page(found.quarantined),
    processing: page(found.processing).map(({ arrivalId, receivedAt }) => ({ arrivalId, receivedAt })),
    facets: {
      modalities: distinct(whole.map(({ modality }) => modality)),
      bodyParts: distinct(whole.map(({ bodyPart }) => bodyPart)),
    },
  };
}

function studiesOf(worklist: OrderedWorklist, tab: WorklistTab): readonly WorklistLine[] {
  if (tab === 'awaiting') return worklist.awaiting;
  if (tab === 'reviewed') return worklist.reviewed;
  return tab === 'not-analysed' ? worklist.notAnalysed : [];
}

/** A study that was not analysed is found by the place that its order gives it as well: who asks for stat sees all of it. */
function passes(study: WorklistStudy, { priority, modality, bodyPart }: WorklistQuery): boolean {
  const isAmong = (wanted: readonly string[] | undefined, value: string | undefined) =>
    wanted === undefined || (value !== undefined && wanted.includes(value));
  return (
    (isAmong(priority, study.priority) || isAmong(priority, study.place)) &&
    isAmong(modality, study.modality) &&
    isAmong(bodyPart, study.bodyPart)
  );
}

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))].sort();
}
