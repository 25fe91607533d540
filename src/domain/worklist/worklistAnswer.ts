import type { WorklistTab } from '../kernel/worklistTabs';
import { inReadingOrder } from './readingOrder';
import { type ReviewedCounts, totalOf } from './reviewedCounts';
import {
  awaitsReview,
  processingLines,
  standsRefused,
  type WorklistProcessing,
  type WorklistRefusal,
  type WorklistStudy,
} from './worklist';
import type { WorklistQuery } from './worklistQuery';
import { type Search, searchFor } from './worklistSearch';
import type { WorklistSort } from './worklistSorts';
import type { WorklistLine, WorklistView } from './worklistView';

export interface WorklistContents {
  readonly studies: readonly WorklistStudy[];
  readonly refusals: readonly WorklistRefusal[];
  readonly processing: readonly WorklistProcessing[];
  readonly reviewed: ReviewedCounts;
}

/** What a query finds among the reviewed studies. */
export interface ReviewedPage {
  /** The latest review first. */
  readonly studies: readonly WorklistLine[];
  readonly total: number;
  /** Of the studies that were looked through. */
  readonly facets: WorklistView['facets'];
  /** ISO time: those reviewed before that were not looked through. Absent: all were. */
  readonly lookedSince?: string;
}

/** The worklist as read at one moment. */
export interface OrderedWorklist {
  /** In reading order, with ranks. */
  readonly awaiting: readonly WorklistLine[];
  /** How many were reviewed. They are read in pages. */
  readonly reviewed: number;
  /** Not for review, by the intake rules; the latest first. They have no rank. */
  readonly kept: readonly WorklistLine[];
  /** Those of `awaiting` that have no analysed image. */
  readonly notAnalysed: readonly WorklistLine[];
  /** Latest first. */
  readonly quarantined: readonly WorklistRefusal[];
  /** Refused files that were dismissed, or of which a later version has an outcome; latest first. Only a search shows them. */
  readonly dealtWith: readonly WorklistRefusal[];
  /** Oldest first. */
  readonly processing: readonly WorklistProcessing[];
  /** Milliseconds. From then on the order must be computed again, even without any write. */
  readonly until: number;
}

/** @param now milliseconds */
export function orderWorklist(contents: WorklistContents, waitingCap: number, now: number): OrderedWorklist {
  const open = contents.studies.filter(({ state }) => state !== 'reviewed');
  const { studies, until } = inReadingOrder(open.filter(awaitsReview), waitingCap, now);
  const refusals = [...contents.refusals].sort(
    (a, b) => Date.parse(b.quarantinedAt) - Date.parse(a.quarantinedAt) || byText(a.arrivalId, b.arrivalId),
  );
  const awaiting = studies.map((study, index) => ({ ...study, rank: index + 1 }));
  return {
    awaiting,
    reviewed: totalOf(contents.reviewed),
    kept: open
      .filter((study) => !awaitsReview(study))
      .sort((a, b) => Date.parse(b.receivedAt) - Date.parse(a.receivedAt) || byText(a.studyId, b.studyId)),
    notAnalysed: awaiting.filter(({ images, notAnalysed }) => notAnalysed === images),
    quarantined: refusals.filter(standsRefused),
    dealtWith: refusals.filter((line) => !standsRefused(line)),
    processing: processingLines(contents.processing),
    until,
  };
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * @param now ISO, the server's clock
 * @param reviewed of the query, where its tab is that of the reviewed studies
 * @param claims who reads what
 */
export function answerWorklist(
  worklist: OrderedWorklist,
  query: WorklistQuery,
  now: string,
  reviewed?: ReviewedPage,
  claims: Claims = new Map(),
): WorklistView {
  const { tab, limit, offset } = query;
  const search = query.text === undefined ? undefined : searchFor(query.text, Date.parse(now));
  const isFound = foundBy(query, search);
  const whole = studiesOf(worklist, tab);
  const found = {
    studies: sorted(
      whole.filter((study) => passes(study, query, claims) && isFound(study)),
      query,
    ),
    quarantined: tab === 'quarantined' ? refusalsOf(worklist, search) : [],
    processing:
      tab === 'processing' ? worklist.processing.filter((line) => search?.processing(line) ?? true) : [],
  };
  const page = <T>(lines: readonly T[]) => lines.slice(offset, offset + limit);
  return {
    serverTime: now,
    tab,
    counts: {
      awaiting: worklist.awaiting.length,
      reviewed: worklist.reviewed,
      'not-analysed': worklist.notAnalysed.length,
      quarantined: worklist.quarantined.length,
      processing: worklist.processing.length,
      kept: worklist.kept.length,
    },
    total: reviewed?.total ?? found.studies.length + found.quarantined.length + found.processing.length,
    offset,
    studies: reviewed?.studies ?? page(found.studies).map((line) => withClaim(line, claims)),
    quarantined: page(found.quarantined),
    processing: page(found.processing).map(({ arrivalId, receivedAt }) => ({ arrivalId, receivedAt })),
    facets: reviewed?.facets ?? facetsOf(whole),
    ...(reviewed?.lookedSince === undefined ? {} : { reviewedSince: reviewed.lookedSince }),
  };
}

/** Who says that they are reading a study, by study. */
export type Claims = ReadonlyMap<string, { readonly subject: string; readonly name: string }>;

function withClaim(line: WorklistLine, claims: Claims): WorklistLine {
  const claim = claims.get(line.studyId);
  return claim ? { ...line, claim: { subject: claim.subject, name: claim.name } } : line;
}

/** Equal ones stay in reading order. */
function sorted(
  lines: readonly WorklistLine[],
  { sort = 'rank', order = 'ascending' }: Pick<WorklistQuery, 'sort' | 'order'>,
): readonly WorklistLine[] {
  if (sort === 'rank' && order === 'ascending') return lines;
  const direction = order === 'ascending' ? 1 : -1;
  const key = sortKeys[sort];
  return [...lines].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    return direction * (x < y ? -1 : x > y ? 1 : 0);
  });
}

const sortKeys: Readonly<Record<WorklistSort, (line: WorklistLine) => number | string>> = {
  rank: ({ rank = 0 }) => rank,
  received: ({ receivedAt }) => Date.parse(receivedAt),
  due: ({ dueAt }) => Date.parse(dueAt),
  kind: ({ modality = '', bodyPart = '', view = '' }) => `${modality} ${bodyPart} ${view}`,
  score: ({ findings }) => findings[0]?.score ?? -1,
};

/** What there is to filter by. */
export function facetsOf(studies: readonly WorklistStudy[]): WorklistView['facets'] {
  return {
    modalities: distinct(studies.map(({ modality }) => modality)),
    bodyParts: distinct(studies.map(({ bodyPart }) => bodyPart)),
  };
}

/** Whether a query leaves lines out. */
export function isFiltered(query: WorklistQuery): boolean {
  const { priority, modality, bodyPart, source, text, reviewedBefore, receivedSince, receivedBefore, by } =
    query;
  return [priority, modality, bodyPart, source, text, reviewedBefore, receivedSince, receivedBefore, by].some(
    (wanted) => wanted !== undefined,
  );
}

/** Whether a query finds a reviewed study. @param now milliseconds */
export function reviewedFilter(query: WorklistQuery, now: number): (study: WorklistStudy) => boolean {
  const isFound = foundBy(query, query.text === undefined ? undefined : searchFor(query.text, now));
  return (study) => passes(study, query) && isFound(study);
}

/** By what its line says, or by whom it shows. */
function foundBy(
  { patients = [] }: WorklistQuery,
  search: Search | undefined,
): (study: WorklistStudy) => boolean {
  if (search === undefined) return () => true;
  const ids = new Set(patients);
  return (study) => ids.has(study.studyId) || search.study(study);
}

function refusalsOf(
  { quarantined, dealtWith }: OrderedWorklist,
  search: Search | undefined,
): readonly WorklistRefusal[] {
  if (search === undefined) return quarantined;
  return [...quarantined, ...dealtWith].filter((line) => search.refusal(line));
}

function studiesOf(worklist: OrderedWorklist, tab: WorklistTab): readonly WorklistLine[] {
  if (tab === 'awaiting') return worklist.awaiting;
  if (tab === 'kept') return worklist.kept;
  return tab === 'not-analysed' ? worklist.notAnalysed : [];
}

/** Unanalysed studies also match the place given by their order, so filtering for stat shows all of it. */
function passes(
  study: WorklistStudy,
  { priority, modality, bodyPart, source, receivedSince, receivedBefore, by }: WorklistQuery,
  claims: Claims = new Map(),
): boolean {
  const isAmong = (wanted: readonly string[] | undefined, value: string | undefined) =>
    wanted === undefined || (value !== undefined && wanted.includes(value));
  return (
    (isAmong(priority, study.priority) || isAmong(priority, study.place)) &&
    isAmong(modality, study.modality) &&
    isAmong(bodyPart, study.bodyPart) &&
    (source === undefined || study.sources?.includes(source) === true) &&
    (receivedSince === undefined || Date.parse(study.receivedAt) >= Date.parse(receivedSince)) &&
    (receivedBefore === undefined || Date.parse(study.receivedAt) < Date.parse(receivedBefore)) &&
    (by === undefined || by === (study.review ?? claims.get(study.studyId))?.subject)
  );
}

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))].sort();
}
