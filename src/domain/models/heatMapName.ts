import type { ModelRef } from './analysis';

/** The name of a heat map stored beside its image. */
export function heatMapName({ id, version }: Pick<ModelRef, 'id' | 'version'>, label: string): string {
  return `heat-${id}@${version}-${label}`;
}
