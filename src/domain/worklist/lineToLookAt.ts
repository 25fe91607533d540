import type { WorklistStudy } from './worklist';

/** A study whose row and record were both written by another release. @param since ISO time */
export function unreadableLine(studyId: string, since: string): WorklistStudy {
  const { changedOutside: _, ...line } = lineToLookAt(studyId, since);
  return { ...line, unreadable: true };
}

/**
 * The line of a study whose row and record were both changed outside the app. Nothing is known of it, so it
 * stands where the most urgent ones do.
 *
 * @param since ISO time
 */
export function lineToLookAt(studyId: string, since: string): WorklistStudy {
  return {
    studyId,
    revision: 0,
    version: 1,
    priority: 'unclassified',
    place: 'stat',
    receivedAt: since,
    dueAt: since,
    state: 'awaiting',
    escalated: false,
    changedOutside: true,
    images: 0,
    objects: 0,
    alerts: [],
    notAnalysed: 0,
    findings: [],
    reasons: [],
  };
}
