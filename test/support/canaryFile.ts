import { drawChest } from '../../src/cli/synthetic/chest';
import { type Elements, file, imageElements, dataSet as write } from '../dicom/dicomBuilder';
import { birthDate, canaryOf, cyrillicIn8859 } from './canaries';

const size = { width: 96, height: 120 };
const white = 4095;

/**
 * Attributes that name a person, a place or an order, or in which people write such things, PS3.15 Table
 * E.1-1.
 */
const latinTexts: readonly (readonly [tag: number, vr: string])[] = [
  [0x00080050, 'SH'], // Accession Number
  [0x00080080, 'LO'], // Institution Name
  [0x00080081, 'ST'], // Institution Address
  [0x00080090, 'PN'], // Referring Physician's Name
  [0x00080092, 'ST'], // Referring Physician's Address
  [0x00080094, 'SH'], // Referring Physician's Telephone Numbers
  [0x00081010, 'SH'], // Station Name
  [0x00081030, 'LO'], // Study Description
  [0x0008103e, 'LO'], // Series Description
  [0x00081040, 'LO'], // Institutional Department Name
  [0x00081048, 'PN'], // Physician(s) of Record
  [0x00081050, 'PN'], // Performing Physician's Name
  [0x00081060, 'PN'], // Name of Physician(s) Reading Study
  [0x00081070, 'PN'], // Operators' Name
  [0x00081080, 'LO'], // Admitting Diagnoses Description
  [0x00082111, 'ST'], // Derivation Description
  [0x00084000, 'LT'], // Identifying Comments
  [0x00090010, 'LO'], // a private creator
  [0x00091001, 'LO'], // a private value
  [0x00091002, 'UN'], // a private value of no known kind
  [0x00100021, 'LO'], // Issuer of Patient ID
  [0x00101000, 'LO'], // Other Patient IDs
  [0x00101001, 'PN'], // Other Patient Names
  [0x00101005, 'PN'], // Patient's Birth Name
  [0x00101040, 'LO'], // Patient's Address
  [0x00101060, 'PN'], // Patient's Mother's Birth Name
  [0x00101080, 'LO'], // Military Rank
  [0x00101090, 'LO'], // Medical Record Locator
  [0x00102000, 'LO'], // Medical Alerts
  [0x00102110, 'LO'], // Allergies
  [0x00102154, 'SH'], // Patient's Telephone Numbers
  [0x00102160, 'SH'], // Ethnic Group
  [0x00102180, 'SH'], // Occupation
  [0x001021b0, 'LT'], // Additional Patient History
  [0x001021f0, 'LO'], // Patient's Religious Preference
  [0x00102297, 'PN'], // Responsible Person
  [0x00104000, 'LT'], // Patient Comments
  [0x00181030, 'LO'], // Protocol Name
  [0x00181400, 'LO'], // Acquisition Device Processing Description
  [0x00200010, 'SH'], // Study ID
  [0x00204000, 'LT'], // Image Comments
  [0x00281055, 'LO'], // Window Center & Width Explanation
  [0x00321032, 'PN'], // Requesting Physician
  [0x00321060, 'LO'], // Requested Procedure Description
  [0x00324000, 'LT'], // Study Comments
  [0x00380500, 'LO'], // Patient State
  [0x00384000, 'LT'], // Visit Comments
  [0x00400254, 'LO'], // Performed Procedure Step Description
  [0x00400280, 'ST'], // Comments on the Performed Procedure Step
  [0x00401001, 'SH'], // Requested Procedure ID
  [0x00401400, 'LT'], // Requested Procedure Comments
  [0x00402016, 'LO'], // Placer Order Number
  [0x00402017, 'LO'], // Filler Order Number
  [0x40084000, 'ST'], // Results Comments
  [0xfffcfffc, 'OB'], // Data Set Trailing Padding
];

/** Names as senders write them, each in its own character set. */
const names = [
  { set: 'ISO_IR 192', bytes: Buffer.from(`${canaryOf('latin', '^Ä')}=${canaryOf('japanese', '')}`) },
  { set: 'ISO_IR 144', bytes: cyrillicIn8859(canaryOf('cyrillic', '^')) },
  { set: 'ISO_IR 192', bytes: Buffer.from(canaryOf('greek', '^Β')) },
  { set: 'ISO_IR 100', bytes: Buffer.from(canaryOf('latin', '^Jürgen'), 'latin1') },
] as const;

const even = (bytes: Uint8Array) => Buffer.concat([bytes, Buffer.from(bytes.length % 2 === 0 ? '' : ' ')]);

/**
 * A chest X-ray in which every attribute that can name somebody does; each patient has two studies, and every
 * third study is stat.
 */
export function canaryFile(study: number, instance = 0): Buffer {
  const { set, bytes } = names[study % names.length] as (typeof names)[number];
  const uid = (level: number) => canaryOf('uid', `${level}${study}${level === 1 ? '' : instance}`);
  const order: Elements = [
    [0x00080050, 'SH', canaryOf('latin', 'A')],
    [0x00401001, 'SH', canaryOf('latin', 'R')],
  ];
  const planted: Elements = [
    [0x00080005, 'CS', set],
    [0x00080018, 'UI', uid(3)],
    [0x00100010, 'PN', even(bytes)],
    [0x00100020, 'LO', canaryOf('number', String(Math.floor(study / 2)))],
    [0x00100030, 'DA', birthDate],
    [0x00101002, 'SQ', { items: [[[0x00100020, 'LO', canaryOf('number', '99')]]] }],
    [0x00180015, 'CS', 'CHEST'],
    [0x00185101, 'CS', 'PA'],
    [0x0020000d, 'UI', uid(1)],
    [0x0020000e, 'UI', uid(2)],
    [0x00280301, 'CS', 'NO'],
    [0x00281050, 'DS', '2048'],
    [0x00281051, 'DS', '4096'],
    [0x00400275, 'SQ', { items: [order] }],
    [0x00401003, 'SH', study % 3 === 0 ? 'STAT' : 'ROUTINE'],
    ...latinTexts.map(([tag, vr]) => [tag, vr, plantedText(tag, vr)] as const),
  ];
  const { data } = drawChest(1000 + 10 * study + instance, size);
  const pixels = Array.from(data, (value) => Math.round(value * white));
  const elements = imageElements({ rows: size.height, columns: size.width, pixels, more: planted });
  const preamble = Buffer.alloc(128);
  preamble.write(canaryOf('latin', 'PREAMBLE'));
  return file(write(elements), { preamble });
}

function plantedText(tag: number, vr: string): string | Uint8Array {
  const text = canaryOf('latin', vr === 'SH' ? '' : tag.toString(16).toUpperCase());
  return vr === 'UN' || vr === 'OB' ? even(Buffer.from(text)) : text;
}

/** File names as given by people who name files after patients. */
export function canaryName(study: number, ending = 'dcm'): string {
  const [latin, cyrillic] = [canaryOf('latin', ''), canaryOf('cyrillic', '')];
  return `${latin}, ${cyrillic} *${birthDate} (${canaryOf('number', '')}) ${study}.${ending}`;
}
