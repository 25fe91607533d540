/** A missing or invalid setting: its name, what was expected, and what to do. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}
