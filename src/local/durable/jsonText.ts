/** An input from the SDK as JSON; the SDK encodes texts itself and leaves all other values as they are. */
export function jsonText(input: unknown): string | undefined {
  if (input === undefined || input === null) return undefined;
  return typeof input === 'string' ? input : JSON.stringify(input);
}
