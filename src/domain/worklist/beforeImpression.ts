import type { WorklistStudy } from './worklist';
import type { OrderedWorklist, ReviewedPage } from './worklistAnswer';

/** Hides findings from a worklist line: neither its picture nor its text may depend on one. */
export function lineWithoutFindings<T extends WorklistStudy>({ plain, ...line }: T): Omit<T, 'plain'> {
  return { ...line, ...plain, findings: [] };
}

/**
 * The worklist as shown to a viewer who may be asked for a first impression, whether or not they have given
 * any. A study awaiting review shows no findings, cannot be found by them, and is not pictured by them.
 */
export function worklistWithoutFindings(worklist: OrderedWorklist): OrderedWorklist {
  const awaiting = worklist.awaiting.map(lineWithoutFindings);
  const notAnalysed = worklist.notAnalysed.map(lineWithoutFindings);
  const kept = worklist.kept.map(lineWithoutFindings);
  return { ...worklist, awaiting, notAnalysed, kept };
}

/** The same of studies that count as reviewed: nobody has read those that were closed. */
export function closedWithoutFindings(page: ReviewedPage): ReviewedPage {
  const studies = page.studies.map((line) =>
    line.review?.decision === 'close' ? lineWithoutFindings(line) : line,
  );
  return { ...page, studies };
}
