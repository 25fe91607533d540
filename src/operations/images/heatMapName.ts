import type { ModelRef } from '../../domain/models/analysis';

/** The name of a heat map's picture beside its image: of one label of one version of a model. */
export function heatMapName({ id, version }: Pick<ModelRef, 'id' | 'version'>, label: string): string {
  return `heat-${id}@${version}-${label}`;
}
