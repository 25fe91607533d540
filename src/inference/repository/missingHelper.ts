import type { ModelManifest } from '../manifest/manifest';

/** Splits `id@version`; the version is absent if the promoted one is meant. */
export function parsePin(pin: string): { readonly id: string; readonly version?: string } {
  const [id = '', version] = pin.split('@');
  return { id, ...(version === undefined ? {} : { version }) };
}

/** The models that a classifier names to prepare its input and as its gate, each with the key that names it. */
export function helperPins(
  manifest: ModelManifest,
): { readonly key: string; readonly kind: string; readonly pin: string }[] {
  if (manifest.kind !== 'classifier') return [];
  const { preparedBy } = manifest.input;
  const { gatedBy } = manifest.intendedUse;
  return [
    ...(preparedBy === undefined ? [] : [{ key: 'input.preparedBy', kind: 'region', pin: preparedBy }]),
    ...(gatedBy === undefined ? [] : [{ key: 'intendedUse.gatedBy', kind: 'gate', pin: gatedBy }]),
  ];
}

/** A version that a pin may name. */
interface Candidate {
  readonly id: string;
  readonly version: string;
  readonly kind: string;
  readonly isOff?: boolean;
}

/**
 * Why a classifier cannot run among these models, naming the key; undefined if every model that it names is
 * there.
 */
export function missingHelper(manifest: ModelManifest, among: readonly Candidate[]): string | undefined {
  for (const { key, kind, pin } of helperPins(manifest)) {
    const { id, version } = parsePin(pin);
    const fits = among.filter(
      (one) => one.kind === kind && one.id === id && (version === undefined || one.version === version),
    );
    if (fits.length === 0) return `${key}: the ${kind} model "${pin}" is not loaded`;
    if (version === undefined && fits.every(({ isOff }) => isOff))
      return `${key}: every version of the ${kind} model "${pin}" is off; promote one`;
  }
  return undefined;
}
