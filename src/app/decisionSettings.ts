import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/kernel/canonicalJson';
import { sha256OfJson } from '../domain/kernel/commitment';
import type { ModelManifest } from '../inference/manifest/manifest';
import type { ModelRepository } from '../inference/repository/modelRepository';
import { PREPROCESSING } from '../inference/run/preprocess';
import type { Settings } from '../settings/settings';
import { libraries } from './buildInfo';

/**
 * Everything besides the file itself that determines its result. The audit log keeps it under its hash, so
 * that a decision can be repeated, and a different result explained.
 */
export interface DecisionSettings {
  readonly schemaVersion: 1;
  readonly policy: Settings['policy'];
  readonly limits: Settings['limits'];
  readonly exportLimits: Settings['exportLimits'];
  readonly preprocessing: string;
  /** By `id@version`. */
  readonly models: Readonly<Record<string, { sha256: string; kind: string; manifestSha256: string }>>;
  readonly libraries: Readonly<Record<string, string>>;
  readonly platform: string;
}

export function decisionSettingsOf(
  { policy, limits, exportLimits }: Pick<Settings, 'policy' | 'limits' | 'exportLimits'>,
  repository: ModelRepository | undefined,
  appDirectory: string,
): DecisionSettings {
  const { classifiers = [], regions = [], gates = [] } = repository ?? {};
  const models = [...classifiers, ...regions, ...gates].map(({ manifest }) => modelOf(manifest));
  return {
    schemaVersion: 1,
    policy,
    limits,
    exportLimits,
    preprocessing: PREPROCESSING,
    models: Object.fromEntries(models),
    libraries: libraries(appDirectory),
    platform: `${process.platform} ${process.arch}`,
  };
}

function modelOf(manifest: ModelManifest) {
  const { id, version, kind, file } = manifest;
  return [`${id}@${version}`, { sha256: file.sha256, kind, manifestSha256: sha256OfJson(manifest) }] as const;
}

/** The hashed text, and its hash. */
export function settingsText(settings: DecisionSettings): { text: string; sha256: string } {
  const text = canonicalJson(settings);
  return { text, sha256: createHash('sha256').update(text).digest('hex') };
}
