/** A model name as a user writes it: `chest-opacity`, or one version of it, `chest-opacity@1.0.0`. */
export interface ModelName {
  readonly id: string;
  readonly version?: string;
}

const pattern = /^([a-z0-9]+(?:-[a-z0-9]+)*)(?:@(\d+\.\d+\.\d+))?$/;

/** @returns undefined if the text is not a model name. */
export function parseModelName(text: string): ModelName | undefined {
  const [, id, version] = pattern.exec(text) ?? [];
  if (id === undefined) return undefined;
  return version === undefined ? { id } : { id, version };
}

export function formatModelName({ id, version }: ModelName): string {
  return version === undefined ? id : `${id}@${version}`;
}

/** The named model is not loaded. The message lists the loaded ones, for a person to read. */
export class ModelNotLoadedError extends Error {
  override readonly name = 'ModelNotLoadedError';

  /** @param loaded names with versions of the models that could have been named */
  constructor(wanted: ModelName, loaded: readonly string[]) {
    const others = loaded.length === 0 ? 'No model is loaded.' : `Loaded are ${loaded.join(', ')}.`;
    super(`No classifier ${formatModelName(wanted)} is loaded. ${others}`);
  }
}
