import type { ModelManifest } from '../../../../inference/manifest/manifest';

/** The first AUC over a whole data set that a manifest names; undefined where nothing was measured. */
export function headlineAuc(manifest: ModelManifest) {
  const found = manifest.evaluation.find(({ auc, subgroup }) => auc !== undefined && subgroup === undefined);
  if (found?.auc === undefined) return undefined;
  const { label, dataset, auc } = found;
  return { label, dataset, ...auc };
}
