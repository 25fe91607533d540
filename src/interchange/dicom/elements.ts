import type { PlainElement } from '../../dicom/writing/plainElement';

/** The longest value of a text in characters, PS3.5 6.2; of the others there is no limit that we reach. */
const longest: Readonly<Record<string, number>> = { SH: 16, CS: 16, LO: 64, PN: 64 };

/**
 * A text in UTF-8, with the padding of its VR. What is longer than the VR allows is cut.
 *
 * @param text one value: a backslash would begin another, and is written as a slash where it would
 */
export function textOf(tag: number, vr: string, text: string): PlainElement {
  const single = vr === 'UT' ? text : text.replaceAll('\\', '/');
  const cut = [...single].slice(0, longest[vr] ?? Infinity).join('');
  return uncutTextOf(tag, vr, cut);
}

/** A text of somebody else's, as it is. */
export function uncutTextOf(tag: number, vr: string, text: string): PlainElement {
  const bytes = Buffer.from(text, 'utf8');
  const padding = bytes.length % 2 === 0 ? '' : vr === 'UI' ? '\0' : ' ';
  return { tag, vr, value: { bytes: Buffer.concat([bytes, Buffer.from(padding)]) } };
}

/** An attribute that must be there and has nothing to say: type 2, PS3.5 7.4.3. */
export function emptyElement(tag: number, vr: string): PlainElement {
  return { tag, vr, value: vr === 'SQ' ? { items: [] } : { bytes: new Uint8Array(0) } };
}

const textVrs = new Set(['SH', 'LO', 'ST', 'LT', 'PN', 'UC', 'UT']);

/** Whether any text needs more than the default repertoire. */
export function needsCharacterSet(elements: readonly PlainElement[]): boolean {
  return elements.some(({ vr, value }) => {
    if ('items' in value) return value.items.some(needsCharacterSet);
    return 'bytes' in value && textVrs.has(vr) && value.bytes.some((byte) => byte >= 0x80);
  });
}

/** A time as its attributes write it: DA, TM, and DT with its distance from UTC, PS3.5 6.2. */
export function dicomTime(iso: string): { date: string; time: string; dateTime: string } {
  const digits = new Date(iso).toISOString().replace(/[-:T]/g, '');
  const [date, time] = [digits.slice(0, 8), digits.slice(8, 14)];
  return { date, time, dateTime: `${date}${time}+0000` };
}
