import { type Auc, aucOf } from './auc';
import { bootstrapByCluster, type ClusteredCase } from './bootstrap';
import { type Confusion, confusionAt, sensitivityOf, specificityOf } from './operatingPoint';
import type { ReportedAuc, ReportedShare } from './reportSchema';
import { type Share, wilson } from './share';

/** What is said of a set of scored files; what cannot be said for want of files is absent. */
export interface Measured {
  readonly auc?: ReportedAuc;
  readonly confusion?: Confusion;
  readonly sensitivity?: ReportedShare;
  readonly specificity?: ReportedShare;
}

/**
 * AUC, sensitivity and specificity with 95 % intervals: DeLong's and Wilson's where every file is a patient of its own,
 * by drawing patients where one has several.
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
  // Where the classes are wholly apart, every draw says 1: as many pairs as there are patients of the rarer class.
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
 * @param patients how many patients the files are of
 * @param drawn absent where every file is a patient of its own
 */
function shareByPatients(share: Share, patients: number, drawn?: { ends: Ends | undefined }): ReportedShare {
  if (drawn === undefined) return { ...share, method: 'wilson' };
  const { value } = share;
  const { ends } = drawn;
  // At 0 and 1 every draw says the same: Wilson's interval for so many patients.
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
