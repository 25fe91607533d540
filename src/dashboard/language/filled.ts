import type { ComponentChildren } from 'preact';

const slot = /\{(\w+)\}/;

/**
 * A sentence of a catalogue with elements in it: `{name}` is where the element of that name stands, so that
 * every language has it in its own place.
 */
export function filled(
  sentence: string,
  slots: Readonly<Record<string, ComponentChildren>>,
): ComponentChildren[] {
  // Split by a group: the names stand at the odd places.
  return sentence.split(slot).map((part, at) => (at % 2 === 0 ? part : slots[part]));
}
