import type { ModelRepository } from '../inference/repository/modelRepository';
import type { Settings } from '../settings/settings';
import type { Store } from '../storage/store';
import { decisionSettingsOf, settingsText } from './decisionSettings';

/** Stores the settings' text beside the log whenever it changes. @returns its hash */
export function settingsKeeper(
  settings: Settings,
  store: Store,
  repository: () => Promise<ModelRepository>,
  appDirectory: string,
) {
  let known: { of: ModelRepository | undefined; sha256: string } | undefined;
  return async () => {
    // A file can be refused without any model; the absence of models is then part of the settings.
    const models = await repository().catch(() => undefined);
    if (known !== undefined && known.of === models) return known.sha256;
    const { text, sha256 } = settingsText(decisionSettingsOf(settings, models, appDirectory));
    await store.audit.keepSettings(sha256, text);
    known = { of: models, sha256 };
    return sha256;
  };
}
