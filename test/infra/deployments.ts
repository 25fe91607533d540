import { type Resource, snapshotOf } from './bicep';

/** One combination of parameters, evaluated. */
export interface Deployment {
  /** `defaults` or `all`, plan, back end and networking. */
  readonly name: string;
  readonly isFlex: boolean;
  readonly hasScheduler: boolean;
  readonly isPrivate: boolean;
  /** All other parameters are used. */
  readonly usesAll: boolean;
  readonly resources: readonly Resource[];
  of(type: string): Resource[];
}

/** All combinations of plan, back end and networking. */
export async function deployments(): Promise<Deployment[]> {
  const { predictedResources, diagnostics } = await snapshotOf('test/infra/combinations.bicep', {});
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  const byName = Map.groupBy(predictedResources, ({ id }) => /\brg-(\w+-\w+-\w+-\w+)\b/.exec(id)?.[1] ?? id);
  return [...byName].map(([name, resources]) => ({
    name,
    isFlex: name.includes('-FlexConsumption-'),
    hasScheduler: name.includes('-DurableTaskScheduler-'),
    isPrivate: name.endsWith('-private'),
    usesAll: name.startsWith('all-'),
    resources,
    of: (type) => resources.filter((resource) => resource.type === type),
  }));
}

/** The id of what a resource extends, such as that of a container for an assignment of a role. */
export function scopeOf({ id, type }: Resource): string {
  return id.slice(0, id.lastIndexOf(`/providers/${type}/`));
}

/** An id without subscription, resource group and the part of names that differs from site to site. */
export function place(id: string): string {
  return id
    .replace(/^.*?\/resourceGroups\/[^/]+\/providers\//, '')
    .replace(/-?[a-z0-9]{13}(?=\/|$)/, '')
    .replace(/\/(blobServices|queueServices|tableServices)\/default/, '');
}
