import { spawnSync } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import rulesFile from '../../src/dicom/deidentification/attributeRules.json';
import { readImageAttributes } from '../../src/dicom/deidentification/imageAttributes';
import { ruleOf } from '../../src/dicom/deidentification/rules';
import { withoutComments } from '../../src/dicom/deidentification/streamComments';
import { Notes } from '../../src/dicom/notes';
import type { DataSet, Element } from '../../src/dicom/parsing/dataSet';
import { openPart10 } from '../../src/dicom/parsing/part10';
import { readDicom } from '../../src/dicom/readDicom';
import { imageAttributesSchema } from '../../src/domain/image/imageAttributes';
import { asSiteKey } from '../../src/domain/kernel/identifiers/ids';
import { pseudonymsOf } from '../../src/domain/kernel/identifiers/pseudonyms';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { basic, deidentify, everything, open, pseudonyms, values } from './deidentified';
import {
  dataSet,
  type ElementSpec,
  type Elements,
  file,
  imageElements,
  imageFile,
  syntaxes,
} from './dicomBuilder';
import { canary, group, plantedFile } from './plantedFile';

describe('what stays', () => {
  const original: Elements = [
    [0x00080005, 'CS', 'ISO_IR 100'],
    [0x00080008, 'CS', 'ORIGINAL\\PRIMARY'],
    [0x00080060, 'CS', 'CT'],
    [0x00080070, 'LO', 'A maker'],
    [0x00081140, 'SQ', { items: [[[0x00081155, 'UI', '2.25.1']]] }],
    [
      0x00082218,
      'SQ',
      {
        items: [
          [
            [0x00080100, 'SH', 'T-D3000'],
            [0x00080102, 'SH', 'SRT'],
            [0x00080104, 'LO', canary],
          ],
          [
            [0x00080100, 'SH', 'T-D3000'],
            [0x00080102, 'SH', '99SITE'],
            [0x00080104, 'LO', canary],
          ],
        ],
      },
    ],
    [0x00180060, 'DS', '120.5'],
    [0x00200013, 'IS', '12'],
    [0x00281052, 'DS', '-1024'],
    [0x00281053, 'DS', '1'],
    [0x00281054, 'LO', 'HU'],
  ];
  const pixels = [0, 1000, 2000, 4095];

  test.each([syntaxes.implicit, syntaxes.explicit, syntaxes.bigEndian, syntaxes.deflated])(
    'numbers, codes, references and pixels, from %s',
    async (transferSyntax) => {
      const bytes = imageFile({ pixels, more: original }, transferSyntax);
      const result = await deidentify(bytes);
      const said = await values(result);
      expect(said).toMatchObject({
        '00080008': 'ORIGINAL\\PRIMARY',
        '00080060': 'CT',
        '00080070': '',
        '00180060': '120.5',
        '00200013': '12',
        '00281052': '-1024',
        '00281054': 'HU',
        '00080018': pseudonyms.uid('2.25.1'),
        '0020000d': pseudonyms.uid('2.25.2'),
      });
      expect(said).not.toHaveProperty('00080005');
      const data = await open(result);
      const [reference] = data.items(0x00081140);
      expect(reference && textOf(reference, 0x00081155)).toBe(pseudonyms.uid('2.25.1'));
      expect(data.items(0x00082218).map((item) => textOf(item, 0x00080104))).toEqual(['T-D3000', '']);
      const [before, after] = await Promise.all([
        readDicom(bytes, defaultReadLimits),
        readDicom(result, defaultReadLimits),
      ]);
      expect(after.pixels).toEqual(before.pixels);
      expect(after.description.modalityTransform).toEqual(before.description.modalityTransform);
      expect(after.description.notes).toEqual([]);
    },
  );

  test('fragments of encapsulated pixel data, byte for byte, in their transfer syntax', async () => {
    const fragments = [new Uint8Array(0), Uint8Array.of(1, 2, 3, 4), Uint8Array.of(5, 6)];
    const bytes = imageFile({ pixels: { fragments }, pixelVr: 'OB' }, syntaxes.jpegBaseline);
    const result = await deidentify(bytes);
    const data = await open(result);
    const element = data.get(0x7fe00010);
    const kept = element?.fragments?.map(({ offset, length }) => [
      ...data.source.bytes.subarray(offset, offset + length),
    ]);
    expect(kept).toEqual(fragments.map((fragment) => [...fragment]));
    expect(Buffer.from(result).toString('latin1')).toContain(syntaxes.jpegBaseline);
  });

  test('comments in compressed pictures are overwritten, whatever else they hold stays', async () => {
    const jpeg = Buffer.from(
      `ffd8 ffe0 0010 4a46494600 0101 0000 0100 01 0000 ffe1 0008 ${hex('Exif..')} fffe 0006 ${hex('NAME')}
      ffda 0003 00 11ff00 22ffd0 33 ff64 fffe 0004 ${hex('ID')} ffd9`.replace(/\s/g, ''),
      'hex',
    );
    const codestream = Buffer.from(
      `ff4f ff51 0004 0001 ff64 0008 0001 ${hex('NAME')} ff90 000a 0000 00000018 00 01
      ff64 0006 0001 ${hex('ID')} ff93 ff64 ffd9`.replace(/\s/g, ''),
      'hex',
    );
    const cut = [jpeg.subarray(0, 30), jpeg.subarray(30)];
    const fragments = [new Uint8Array(0), ...cut, codestream].map((bytes) => Buffer.from(bytes));
    const result = await deidentify(
      imageFile({ pixels: { fragments }, pixelVr: 'OB' }, syntaxes.jpegBaseline),
    );
    const data = await open(result);
    const kept = data.get(0x7fe00010)?.fragments ?? [];
    const bytes = kept.map(({ offset, length }) =>
      Buffer.from(data.source.bytes.subarray(offset, offset + length)).toString('latin1'),
    );
    const without = (text: string) => text.replace(/Exif\.\.|NAME|ID/g, (word) => '\0'.repeat(word.length));
    expect(bytes).toEqual(fragments.map((fragment) => without(fragment.toString('latin1'))));
  });

  const hex = (text: string) => Buffer.from(text).toString('hex');

  test('streams of any bytes keep their lengths', () => {
    const start = fc.constantFrom([0xff, 0xd8], [0xff, 0x4f, 0xff, 0x51], [0xff, 0x4f, 0xff, 0x90]);
    const rest = fc.array(fc.oneof(fc.constantFrom(0xff, 0xfe, 0x64, 0x90, 0x93, 0, 4), fc.nat(255)), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(start, rest), { maxLength: 4 }), (streams) => {
        const fragments = streams.map(([head, tail]) => Uint8Array.from([...head, ...tail]));
        const clean = withoutComments(fragments);
        expect(clean.map(({ length }) => length)).toEqual(fragments.map(({ length }) => length));
      }),
    );
  });

  test('overlays in unused bits of the pixels are cleared, and nothing else in them', async () => {
    const overlay: Elements = [
      [0x60000010, 'US', [2]],
      [0x60000102, 'US', [13]],
    ];
    const stored = [0x2001, 0x0fff, 0x8abc, 0x2000];
    const result = await deidentify(imageFile({ pixels: stored, more: overlay }));
    const data = await open(result);
    const words = Buffer.from(data.value(data.get(0x7fe00010) as Element));
    expect([0, 2, 4, 6].map((at) => words.readUInt16LE(at))).toEqual([0x0001, 0x0fff, 0x8abc, 0x0000]);
    const compressed = imageFile(
      { pixels: { fragments: [new Uint8Array(0), Uint8Array.of(1, 2)] }, pixelVr: 'OB', more: overlay },
      syntaxes.jpegBaseline,
    );
    await expect(deidentify(compressed)).rejects.toMatchObject({ code: 'unsupported-pixel-format' });
  });

  function textOf(data: DataSet, tag: number): string | undefined {
    const element = data.get(tag);
    return (
      element &&
      Buffer.from(data.value(element))
        .toString('latin1')
        .replace(/[\0 ]+$/, '')
    );
  }
});

describe('dates', () => {
  const of = (patientId: string, study: string, more: Elements = []) =>
    imageFile({
      pixels: [1, 2, 3, 4],
      more: [
        [0x00080020, 'DA', study],
        [0x00080030, 'TM', '101112.5'],
        [0x0008002a, 'DT', `${study}101112.500000+0100`],
        [0x00100020, 'LO', patientId],
        [0x00100030, 'DA', '19700203'],
        ...more,
      ],
    });
  const days = (text = '') =>
    Date.parse(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`) / 86_400_000;

  test('are dropped unless asked for', async () => {
    const said = await values(await deidentify(of('ID1', '20240229')));
    expect([said['00080020'], said['00080030'], said['0008002a'], said['00100030']]).toEqual([
      '',
      '',
      '',
      '',
    ]);
    expect(said['00280303']).toBe('REMOVED');
  });

  test('are moved by the same days for one patient, by others for another, times of day stay', async () => {
    const shifted = { ...basic, shiftDates: true };
    const first = await values(await deidentify(of('ID1', '20240229'), shifted));
    const second = await values(await deidentify(of('ID1', '20240310'), shifted));
    const other = await values(await deidentify(of('ID2', '20240229'), shifted));
    const moved = days('20240229') - days(first['00080020']);
    expect(moved).toBe(pseudonyms.daysEarlier('ID1'));
    expect(days(second['00080020']) - days(first['00080020'])).toBe(10);
    expect(other['00080020']).not.toBe(first['00080020']);
    expect(first['0008002a']).toBe(`${first['00080020']}101112.500000+0100`);
    expect(first['00080030']).toBe('101112.5');
    expect(first['00100030']).toBe('');
    expect(first['00280303']).toBe('MODIFIED');
  });

  test('and times in the form of before DICOM are moved and kept too, and written in that of today', async () => {
    const old = imageFile({
      pixels: [1, 2, 3, 4],
      more: [
        [0x00080020, 'DA', '2024.02.29'],
        [0x00080030, 'TM', '10:11:12.5'],
        [0x0008002a, 'DT', '2024.02.29'],
        [0x00100020, 'LO', 'ID1'],
      ],
    });
    const shifted = { ...basic, shiftDates: true };
    const said = await values(await deidentify(old, shifted));
    const day = said['00080020'];
    expect(days('20240229') - days(day)).toBe(pseudonyms.daysEarlier('ID1'));
    expect(day).toMatch(/^\d{8}$/);
    expect(said['0008002a']).toBe(day);
    expect(said['00080030']).toBe('101112.5');
    expect((await values(await deidentify(of('ID1', '2024.02.30'), shifted)))['00080020']).toBe('');
  });

  test('that are none are dropped all the same', async () => {
    const shifted = { ...basic, shiftDates: true };
    for (const text of ['20240230', '2024', 'Monday', '00010101']) {
      expect((await values(await deidentify(of('ID1', text), shifted)))['00080020']).toBe('');
    }
  });
});

describe('the patient', () => {
  const file1 = (more: Elements) => imageFile({ pixels: [1, 2, 3, 4], more });

  test.each([
    ['089Y', '089Y'],
    ['090Y', '090Y'],
    ['103Y', '090Y'],
    ['999M', '999M'],
    ['006M', '006M'],
    ['about 90', ''],
  ])('age %s is %s where characteristics are kept, and nothing where not', async (age, shown) => {
    const bytes = file1([
      [0x00100040, 'CS', 'F'],
      [0x00101010, 'AS', age],
    ]);
    const kept = await values(await deidentify(bytes, everything));
    expect([kept['00101010'], kept['00100040']]).toEqual([shown, 'F']);
    const dropped = await values(await deidentify(bytes));
    expect([dropped['00101010'], dropped['00100040']]).toEqual([undefined, '']);
  });

  test('has one pseudonym over all files, and another one at another site', async () => {
    const one = await values(await deidentify(file1([[0x00100020, 'LO', 'ID1']])));
    const two = await values(
      await deidentify(
        file1([
          [0x00100020, 'LO', 'ID1'],
          [0x0020000d, 'UI', '2.25.99'],
        ]),
      ),
    );
    expect(one['00100020']).toBe(two['00100020']);
    expect(one['00100020']).toMatch(/^[0-9A-F]{16}$/);
    const elsewhere = pseudonymsOf(asSiteKey(new Uint8Array(32).fill(8)));
    const other = await values(
      await deidentify(file1([[0x00100020, 'LO', 'ID1']]), { ...basic, pseudonyms: elsewhere }),
    );
    expect(other['00100020']).not.toBe(one['00100020']);
    expect(other['00080018']).not.toBe(one['00080018']);
  });
});

describe('the file', () => {
  test('says that it is de-identified, how, and by which edition', async () => {
    const data = await open(await deidentify(imageFile({ pixels: [1, 2, 3, 4] }), everything));
    const codes = data.items(0x00120064).map((item) => {
      const element = item.get(0x00080100);
      return element && Buffer.from(item.value(element)).toString();
    });
    expect(codes).toEqual(['113100', '113107', '113108']);
    const said = await values(await deidentify(imageFile({ pixels: [1, 2, 3, 4] })));
    expect(said).toMatchObject({
      '00120062': 'YES',
      '00120063': 'Imaging Triage, PS3.15 2026d Table E.1-1',
    });
  });

  test('is always the same, and what is read stays as it is', async () => {
    const bytes = plantedFile(syntaxes.bigEndian);
    const before = Buffer.from(bytes);
    const [one, two] = [await deidentify(bytes), await deidentify(bytes)];
    expect(Buffer.from(one).equals(two)).toBe(true);
    expect(before.equals(bytes)).toBe(true);
  });

  test('de-identified once more differs in its pseudonyms alone', async () => {
    const once = await values(await deidentify(plantedFile(syntaxes.explicit)));
    const twice = await values(await deidentify(await deidentify(plantedFile(syntaxes.explicit))));
    const different = Object.keys(once).filter((tag) => once[tag] !== twice[tag]);
    expect(Object.keys(twice)).toEqual(Object.keys(once));
    for (const tag of different) {
      const vr = ruleOf(Number.parseInt(tag, 16))?.vr;
      expect([tag, tag === '00100020' || vr === 'UI' || vr === 'SQ']).toEqual([tag, true]);
    }
  });

  test('that does not say what it is, or which, is refused', async () => {
    for (const tag of [0x00080016, 0x00080018]) {
      const elements = imageElements({ pixels: [1, 2, 3, 4] }).filter(([other]) => other !== tag);
      await expect(deidentify(file(dataSet(elements)))).rejects.toMatchObject({
        code: 'inconsistent-attributes',
      });
    }
  });
});

describe('whatever a file holds', () => {
  const known = rulesFile.rules
    .map((line) => Number.parseInt(line.slice(0, 8), 16))
    .filter((tag) => group(tag) > 4 && group(tag) !== 0x28 && group(tag) < 0x7fe0);
  const vrs = 'AE AS AT CS DA DS DT FD FL IS LO LT OB OW PN SH SL SS ST TM UC UI UL UN UR US UT'.split(' ');
  const tagged = fc.oneof(
    fc.constantFrom(...known),
    fc.integer({ min: 0x00050000, max: 0x7fdfffff }),
    fc.integer({ min: 0x0009, max: 0x6fff }).map((odd) => ((odd | 1) << 16) | 0x1001),
  );
  const value = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.string({ maxLength: 20 }).map((text) => Buffer.from(text)),
    fc
      .constantFrom('CT', '12.5', '19991231', '1.2.840.10008.1.2', '2.25.17')
      .map((text) => Buffer.from(text)),
  );
  const element = fc.tuple(tagged, fc.constantFrom(...vrs), value);

  /** What may stand under each VR. */
  const allowed: Readonly<Record<string, RegExp>> = {
    AE: /^(REMOVED)?$/,
    AS: /^(\d{3}[DWMY])?$/,
    CS: /^[A-Z0-9 _\\]*$/,
    DA: /^(19000101)?$/,
    DS: /^[-+0-9.eE\\]*$/,
    DT: /^(19000101000000)?$/,
    IS: /^[-+0-9\\]*$/,
    LO: /^(REMOVED|HU|Imaging Triage, PS3.15 2026d Table E.1-1|[0-9A-F]{16})?$/,
    LT: /^(REMOVED)?$/,
    PN: /^(REMOVED)?$/,
    SH: /^(REMOVED)?$/,
    ST: /^(REMOVED)?$/,
    TM: /^(000000)?$/,
    UC: /^(REMOVED)?$/,
    UI: /^((1\.2\.840\.10008|2\.25)[0-9.]*|\\)*$/,
    UR: /^(urn:removed)?$/,
    UT: /^(REMOVED)?$/,
  };

  test('only what is allowed is in the result', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(element, { maxLength: 40 }), async (random) => {
        const specs = new Map<number, ElementSpec>();
        for (const spec of imageElements({ pixels: [1, 2, 3, 4] })) specs.set(spec[0], spec);
        for (const [tag, vr, bytes] of random) {
          const even = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.from(' ')]);
          // A sequence under VR UN is read as one, and a file in which it is none is refused.
          const stated = vr === 'UN' && ruleOf(tag)?.vr === 'SQ' ? 'LO' : vr;
          if (!specs.has(tag)) specs.set(tag, [tag, stated, even]);
        }
        const elements = [...specs.values()].sort(([a], [b]) => a - b);
        const bytes = file(dataSet(elements));
        const header = readImageAttributes((await openPart10(bytes, defaultReadLimits, new Notes())).dataSet);
        expect(imageAttributesSchema.parse(header)).toEqual(header);
        const data = await open(await deidentify(bytes));
        for (const [tag, { vr, length, offset, items }] of data.elements) {
          const rule = ruleOf(tag);
          expect([tag, group(tag) % 2, rule === undefined]).toEqual([tag, 0, false]);
          if (items !== undefined || vr === undefined) continue;
          const text = Buffer.from(data.value({ tag, vr, length, offset })).toString('latin1');
          const form = allowed[vr];
          if (form !== undefined)
            expect([tag, text.replace(/[\0 ]+$/, '')]).toEqual([tag, expect.stringMatching(form)]);
          else expect(['SQ', 'AT', 'FD', 'FL', 'SL', 'SS', 'UL', 'US', 'OB', 'OW', 'UV', 'SV']).toContain(vr);
        }
      }),
      { numRuns: 300 },
    );
  });
});

test('the rules are what the generator makes of the table', () => {
  const script = path.resolve(__dirname, '../../scripts/deidentification/generate.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  expect(rulesFile.tabled).toBe(656);
});

test('of a header with more elements than any has by hand, the sequences are left out beside the image', async () => {
  const frames = Array.from({ length: 150_000 }, (): Elements => []);
  const bytes = imageFile({ pixels: [1, 2, 3, 4], more: [[0x52009230, 'SQ', { items: frames }]] });
  const { dataSet: data } = await openPart10(bytes, defaultReadLimits, new Notes());
  const { attributes } = readImageAttributes(data);
  expect(attributes).not.toHaveProperty('52009230');
  expect(attributes).toMatchObject({
    '00080060': { vr: 'CS', Value: ['DX'] },
    '00120062': { Value: ['YES'] },
  });
});
