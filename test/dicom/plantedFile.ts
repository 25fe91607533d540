import rulesFile from '../../src/dicom/deidentification/attributeRules.json';
import {
  dataSet,
  type ElementSpec,
  type Elements,
  encodingOf,
  file,
  imageElements,
  type Value,
} from './dicomBuilder';

/** A word that no code, number or date can be. */
export const canary = 'Kanarienvogel 7';
/** As it is, with the bytes of each word swapped, and the UIDs of the file. */
const pattern = /kanarienvogel|aKanirneoveg|2\.25\.471[123]/gi;

/** What stands before and after each canary. */
export function around(text: string): string[] {
  return [...text.matchAll(pattern)].map(({ index }) => JSON.stringify(text.slice(index - 20, index + 20)));
}

const texts = new Set('AE AS CS DA DS DT IS LO LT PN SH ST TM UC UI UR UT'.split(' '));
export const group = (tag: number) => tag >>> 16;

/** The canary in the form that a VR has room for. */
function planted(vr: string): Value {
  if (vr === 'SQ') return { items: [[[0x00100010, 'PN', canary]], [[0x00091001, 'LO', canary]]] };
  return texts.has(vr) ? canary : Buffer.from(canary.padEnd(16));
}

/** Every attribute of the table, every other text of the standard, curves, overlays, private and unknown ones. */
export function plantedElements(): Elements {
  const listed = rulesFile.rules.flatMap((line): ElementSpec[] => {
    const [hex = '', vr = ''] = line.split(' ');
    const tag = Number.parseInt(hex, 16);
    const said = line.includes('tabled') || texts.has(vr);
    return said && group(tag) > 2 ? [[tag, vr, planted(vr)]] : [];
  });
  const others: Elements = [
    [0x00090010, 'LO', canary],
    [0x00091001, 'UN', Buffer.from(canary.padEnd(16))],
    [0x00091002, 'SQ', planted('SQ')],
    [0x00091003, 'OB', Buffer.from(canary.padEnd(16))],
    [0x00080003, 'UN', Buffer.from(canary.padEnd(16))],
    [0x00081234, 'LO', canary],
    [0x50003000, 'OW', Buffer.from(canary.padEnd(16))],
    [0x501e0022, 'LO', canary],
    [0x60003000, 'OW', Buffer.from(canary.padEnd(16))],
    [0x60001500, 'LO', canary],
    [0x601e4000, 'LO', canary],
    [0xfffcfffc, 'OB', Buffer.from(canary.padEnd(16))],
  ];
  const byTag = new Map([...listed, ...others].map((spec) => [spec[0], spec]));
  return [...byTag.values()].sort(([a], [b]) => a - b);
}

/** The same once more in sequences that stay, in one inside the other, and in private and unknown ones. */
export function plantedFile(transferSyntax: string): Uint8Array {
  const flat = plantedElements();
  const nested: Elements = [
    ...flat.filter(([tag]) => tag !== 0x00082112),
    [0x00082112, 'SQ', { items: [flat] }],
  ];
  const kept: ElementSpec[] = [
    [0x00081140, 'SQ', { items: [nested, flat] }],
    [0x00091005, 'SQ', { items: [flat] }],
    [0x00289145, 'SQ', { items: [flat] }],
  ];
  const image = imageElements({ pixels: [1, 2, 3, 4] });
  const names = new Map<number, ElementSpec>();
  for (const spec of [...flat, ...kept]) names.set(spec[0], spec);
  for (const spec of image) if (group(spec[0]) >= 0x28) names.set(spec[0], spec);
  // What the file cannot do without, as UIDs.
  names.set(0x00080016, [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.1.1']);
  names.set(0x00080018, [0x00080018, 'UI', '2.25.4711']);
  names.set(0x0020000d, [0x0020000d, 'UI', '2.25.4712']);
  names.set(0x0020000e, [0x0020000e, 'UI', '2.25.4713']);
  const elements = [...names.values()].sort(([a], [b]) => a - b);
  const preamble = Buffer.from(canary.padEnd(128));
  return file(dataSet(elements, encodingOf(transferSyntax)), { transferSyntax, preamble });
}
