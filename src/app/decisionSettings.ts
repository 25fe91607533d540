import { createHash } from 'node:crypto';
import type { SettledModel, SettledModels } from '../domain/audit/settledModels';
import { canonicalJson } from '../domain/kernel/sealing/canonicalJson';
import type { LoadedModel } from '../inference/repository/admission';
import { contractSha256 } from '../inference/repository/contract';
import { type ModelRepository, standingIn } from '../inference/repository/modelRepository';
import { PREPROCESSING } from '../inference/run/preprocess';
import type { Settings } from '../settings/settings';
import { libraries } from './buildInfo';

/**
 * Everything besides the file itself that determines its result. The audit log keeps it under its hash, so
 * that a decision can be repeated, and a different result explained.
 */
export interface DecisionSettings extends SettledModels {
  readonly schemaVersion: 1;
  readonly policy: Settings['policy'];
  readonly limits: Settings['limits'];
  readonly exportLimits: Settings['exportLimits'];
  readonly preprocessing: string;
  readonly libraries: Readonly<Record<string, string>>;
  readonly platform: string;
}

export function decisionSettingsOf(
  { policy, limits, exportLimits }: Pick<Settings, 'policy' | 'limits' | 'exportLimits'>,
  repository: ModelRepository | undefined,
  appDirectory: string,
): DecisionSettings {
  const { classifiers = [], regions = [], gates = [] } = repository ?? {};
  const models = [...classifiers, ...regions, ...gates].map((model) => settledModel(model, repository ?? {}));
  const shippedStandingSha256 = repository?.shippedStandingSha256;
  return {
    schemaVersion: 1,
    policy,
    limits,
    exportLimits,
    preprocessing: PREPROCESSING,
    models: Object.fromEntries(models),
    ...(shippedStandingSha256 === undefined ? {} : { shippedStandingSha256 }),
    libraries: libraries(appDirectory),
    platform: `${process.platform} ${process.arch}`,
  };
}

function settledModel(
  { manifest, files }: Pick<LoadedModel, 'manifest' | 'files'>,
  repository: Pick<ModelRepository, 'standings'>,
): [string, SettledModel] {
  const { id, version, kind, file } = manifest;
  const standing = standingIn(repository, manifest);
  const contract = contractSha256(manifest);
  return [`${id}@${version}`, { kind, standing, sha256: file.sha256, contractSha256: contract, files }];
}

/** The hashed text, and its hash. */
export function settingsText(settings: DecisionSettings): { text: string; sha256: string } {
  const text = canonicalJson(settings);
  return { text, sha256: createHash('sha256').update(text).digest('hex') };
}
