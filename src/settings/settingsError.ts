/** A setting that is missing or wrong: its name, what was expected, what to do. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}
