import type { DataSet, Element } from '../parsing/dataSet';

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;
const age = /^\d{3}[DWMY]$/;
const oldestStated = 89;

/** The permitted form of a value of a VR for codes and numbers, PS3.5 6.2: no sentence fits it. */
const forms: Readonly<Record<string, (text: string) => boolean>> = {
  CS: (text) => /^[A-Z0-9 _]{0,16}$/.test(text),
  DS: (text) => text === '' || (text.length <= 32 && decimal.test(text)),
  IS: (text) => /^([+-]?\d{1,12})?$/.test(text),
  AS: (text) => age.test(text),
};

/** The longest code or number that explicit encodings can hold: longer texts are neither, and cost memory. */
const longestText = 0xfffe;

/** The bytes of a text; empty if it is longer than a valid one can be. */
export function textBytes(dataSet: DataSet, element: Element): Uint8Array {
  return element.length > longestText ? new Uint8Array(0) : dataSet.value(element);
}

/** The values of a text element in the default repertoire, without padding. */
export function valuesOf(bytes: Uint8Array): string[] {
  return Buffer.from(bytes)
    .toString('latin1')
    .split('\\')
    .map((text) => text.replace(/^[\s\0]+|[\s\0]+$/g, ''));
}

/**
 * The value as it may appear in a de-identified file: complete, or empty if any part of it is not of the VR's
 * form or there are more values than the attribute allows.
 */
export function cleanCodedText(vr: string, bytes: Uint8Array, maxValues: number): string {
  const values = valuesOf(bytes);
  const form = forms[vr];
  if (form === undefined || values.length > maxValues || !values.every(form)) return '';
  return values.map((text) => (vr === 'AS' ? cappedAge(text) : text)).join('\\');
}

const unitsPerYear: Readonly<Record<string, number>> = { Y: 1, M: 12, W: 52.1775, D: 365.2425 };

/** Above 89, the age alone could identify a person; all such ages become 90. */
function cappedAge(text: string): string {
  const years = Number(text.slice(0, 3)) / (unitsPerYear[text.slice(3)] ?? 1);
  return Math.floor(years) > oldestStated ? '090Y' : text;
}
