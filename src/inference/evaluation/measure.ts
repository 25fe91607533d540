import type { ReportedAuc, ReportedShare } from './reportSchema';
import { type Auc, aucOf } from './statistics/auc';
import { bootstrapByCluster, type ClusteredCase } from './statistics/bootstrap';
import { type Confusion, confusionAt, sensitivityOf, specificityOf } from './statistics/operatingPoint';
import { type Share, wilson } from './statistics/share';

/** The metrics of a set of scored files; a metric is absent if there are too few files for it. */
export interface Measured {
  readonly auc?: ReportedAuc;
  readonly confusion?: Confusion;
  readonly sensitivity?: ReportedShare;
  readonly specificity?: ReportedShare;
}

/**
 * AUC, sensitivity and specificity with 95 % intervals: DeLong's and Wilson's if every file has its own
 * patient, by drawing patients if a patient has several files.
 *
 * @param threshold absent for a label without an operating point
 */
export function measure(cases: readonly ClusteredCase[], threshold: number | undefined): Measured {
  const auc = aucOf(cases);
  const confusion = threshold === undefined ? undefined : confusionAt(cases, threshold);
  const sensitivity = confusion && sensitivityOf(confusion);
  const specificity = confusion && specificityOf(confusion);
  const drawn = isClustered(cases) ? bootstrapByCluster(cases, threshold) : undefined;
  return {
    ...(auc && { auc: drawn ? aucByPatients(auc, cases, drawn.auc) : auc }),
    ...(confusion && { confusion }),
    ...(sensitivity && {
      sensitivity: shareByPatients(
        sensitivity,
        patientsWhere(cases, true),
        drawn && { ends: drawn.sensitivity },
      ),
    }),
    ...(specificity && {
      specificity: shareByPatients(
        specificity,
        patientsWhere(cases, false),
        drawn && { ends: drawn.specificity },
      ),
    }),
  };
}

/** Whether a patient has several files. */
export function isClustered(cases: readonly ClusteredCase[]): boolean {
  return new Set(cases.map(({ cluster }) => cluster)).size < cases.length;
}

type Ends = { readonly low: number; readonly high: number };

function aucByPatients(auc: Auc, cases: readonly ClusteredCase[], ends: Ends | undefined): ReportedAuc {
  const { value, n } = auc;
  // If the classes are completely separated, every draw gives 1: use as many pairs as the rarer class has
  // patients.
  if (ends === undefined || ends.low === ends.high) {
    const pairs = Math.min(patientsWhere(cases, true), patientsWhere(cases, false));
    const { low, high } = wilson(Math.round(value * pairs), pairs) as Share;
    return { value, n, low: Math.min(low, value), high: Math.max(high, value), method: 'disjoint-pairs' };
  }
  return {
    value,
    n,
    low: Math.min(ends.low, value),
    high: Math.max(ends.high, value),
    method: 'patient-bootstrap',
  };
}

/**
 * @param patients the number of patients that the files belong to
 * @param drawn absent if every file has its own patient
 */
function shareByPatients(share: Share, patients: number, drawn?: { ends: Ends | undefined }): ReportedShare {
  if (drawn === undefined) return { ...share, method: 'wilson' };
  const { value } = share;
  const { ends } = drawn;
  // At 0 and 1 every draw gives the same: use Wilson's interval for that many patients.
  if (ends === undefined || ends.low === ends.high) {
    const { low, high } = wilson(Math.round(value * patients), patients) as Share;
    return { ...share, low: Math.min(low, value), high: Math.max(high, value), method: 'wilson' };
  }
  return {
    ...share,
    low: Math.min(ends.low, value),
    high: Math.max(ends.high, value),
    method: 'patient-bootstrap',
  };
}

function patientsWhere(cases: readonly ClusteredCase[], truth: boolean): number {
  return new Set(cases.filter(({ positive }) => positive === truth).map(({ cluster }) => cluster)).size;
}
