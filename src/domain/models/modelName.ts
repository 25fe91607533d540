/** A model as a person names it: `chest-opacity`, or one version of it, `chest-opacity@1.0.0`. */
export interface ModelName {
  readonly id: string;
  readonly version?: string;
}

const pattern = /^([a-z0-9]+(?:-[a-z0-9]+)*)(?:@(\d+\.\d+\.\d+))?$/;

/** @returns undefined where the text is no such name. */
export function parseModelName(text: string): ModelName | undefined {
  const [, id, version] = pattern.exec(text) ?? [];
  if (id === undefined) return undefined;
  return version === undefined ? { id } : { id, version };
}

export function formatModelName({ id, version }: ModelName): string {
  return version === undefined ? id : `${id}@${version}`;
}

/** The model that was named is not loaded. The message says which are, as a line for a person. */
export class ModelNotLoadedError extends Error {
  override readonly name = 'ModelNotLoadedError';

  /** @param loaded the names with version of the models that could have been named */
  constructor(wanted: ModelName, loaded: readonly string[]) {
    const others = loaded.length === 0 ? 'No model is loaded.' : `Loaded are ${loaded.join(', ')}.`;
    super(`No classifier ${formatModelName(wanted)} is loaded. ${others}`);
  }
}
