import { readDicom } from '../../src/dicom/readDicom';
import type { InstanceIdentity } from '../../src/domain/image/imageDescription';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { type Elements, imageFile, syntaxes } from './dicomBuilder';

const read = (more: Elements, photometric = 'MONOCHROME2') =>
  readDicom(imageFile({ pixels: [1, 2, 3, 4], more, photometric }), defaultReadLimits);
const describe1 = async (more: Elements, photometric?: string) => (await read(more, photometric)).description;

test.each([
  ['045Y', 45],
  ['006M', 0],
  ['018M', 1],
  ['052W', 0],
  ['106W', 2],
  ['400D', 1],
  ['089Y', 89],
  ['090Y', 90],
  ['103Y', 90],
  ['45', undefined],
  ['0Y45', undefined],
])('the age %s is %s years', async (text, years) => {
  expect((await describe1([[0x00101010, 'AS', text]])).ageYears).toBe(years);
});

test.each([
  ['20240102', '19800103', 43],
  ['20240103', '19800103', 44],
  ['2024.01.02', '1980.01.03', 43],
  ['20240102', '19200101', 90],
  ['20240102', '20250101', undefined],
  ['20241302', '19800103', undefined],
])('without a stated age, study date %s and birth date %s say %s', async (study, birth, years) => {
  const more: Elements = [
    [0x00080020, 'DA', study],
    [0x00100030, 'DA', birth],
  ];
  expect((await describe1(more)).ageYears).toBe(years);
});

test('what chooses models and explains the picture is read', async () => {
  const description = await describe1([
    [0x00080060, 'CS', 'CR'],
    [0x00100040, 'CS', 'F'],
    [0x00180015, 'CS', 'chest'],
    [0x00185101, 'CS', 'PA'],
    [0x00200062, 'CS', 'L'],
    [0x00280030, 'DS', '0.5\\0.25'],
    [0x00280301, 'CS', 'YES'],
    [0x00282110, 'CS', '01'],
  ]);
  expect(description).toMatchObject({
    modality: 'CR',
    sex: 'F',
    bodyPart: 'CHEST',
    view: 'PA',
    laterality: 'L',
    pixelSpacing: [0.5, 0.25],
    spacingFrom: 'pixel-spacing',
    burnedInAnnotation: true,
    lossy: true,
  });
});

test('what is absent or empty is not made up', async () => {
  const description = await describe1([
    [0x00100040, 'CS', ''],
    [0x00180015, 'CS', ''],
    [0x00280030, 'DS', '0\\0'],
  ]);
  for (const key of [
    'sex',
    'bodyPart',
    'view',
    'laterality',
    'pixelSpacing',
    'burnedInAnnotation',
    'ageYears',
  ]) {
    expect(description).not.toHaveProperty(key);
  }
});

test('numbers too large to be any are not taken', async () => {
  const description = await describe1([
    [0x00280030, 'DS', '1e999\\1e999'],
    [0x00281050, 'DS', '1e999'],
    [0x00281051, 'DS', '100'],
  ]);
  expect(description).not.toHaveProperty('pixelSpacing');
  expect(description.windows).toEqual([]);
  await expect(read([[0x00281053, 'DS', '1e999']])).rejects.toMatchObject({
    code: 'inconsistent-attributes',
  });
});

test('what the modality values are is kept as a code, and nothing else is', async () => {
  expect((await describe1([[0x00281054, 'LO', 'HU']])).rescaleType).toBe('HU');
  expect(await describe1([[0x00281054, 'LO', 'a name^of somebody']])).not.toHaveProperty('rescaleType');
  expect(await describe1([[0x00281054, 'US', [1]]])).not.toHaveProperty('rescaleType');
});

test('spacing at the detector serves where that in the patient is not known', async () => {
  expect((await describe1([[0x00181164, 'DS', '0.15\\0.15']])).pixelSpacing).toEqual([0.15, 0.15]);
});

const order = (tag: number, priority: string): Elements => [
  [tag, 'SQ', { items: [[[0x00401001, 'SH', '1']], [[0x00401003, 'SH', priority]]] }],
];

test.each([
  [[[0x00401003, 'SH', 'Stat']], ['STAT']],
  [[[0x0032000c, 'CS', 'HIGH']], ['HIGH']],
  [[[0x00741200, 'CS', 'HIGH']], ['HIGH']],
  [order(0x00400275, 'STAT'), ['STAT']],
  [order(0x00400100, 'ASAP'), ['ASAP']],
  [order(0x0040a370, 'ASAP'), ['ASAP']],
  [
    [[0x00401003, 'SH', 'ROUTINE'], ...order(0x00400275, ' stat ')],
    ['ROUTINE', 'STAT'],
  ],
  [[[0x00401003, 'SH', 'ROUTINE\\STAT']], ['ROUTINE', 'STAT']],
  [[[0x00401003, 'SH', 'PRIO1']], ['PRIO1']],
  // Kept as something that was said, but not in words that could be a name or an id.
  [[[0x00401003, 'SH', 'DOE^JOHN']], ['?']],
  [[[0x00401003, 'SH', 'VERY URGENT']], ['?']],
  [[[0x00401003, 'SH', '4711']], ['?']],
  [[[0x00401003, 'SH', 'D\xc9S QUE']], ['?']],
  [[[0x00401003, 'US', [1]]], ['?']],
  [[[0x00401003, 'SH', ' ']], undefined],
  [[], undefined],
] as [Elements, string[] | undefined][])('order urgency %j is %j', async (more, urgency) => {
  expect((await read(more)).orderUrgency).toEqual(urgency);
});

test('item level is read where the encoding does not mark sequences', async () => {
  const more = order(0x00400275, 'STAT');
  const file = imageFile({ pixels: [1, 2, 3, 4], more }, syntaxes.implicit);
  expect((await readDicom(file, defaultReadLimits)).orderUrgency).toEqual(['STAT']);
});

test('padding is read as a signed or unsigned stored value, as the pixels are', async () => {
  const range: Elements = [
    [0x00280120, 'SS', [-2000]],
    [0x00280121, 'SS', [-1990]],
    [0x00280103, 'US', [1]],
  ];
  expect((await describe1(range)).padding).toEqual({ first: -2000, last: -1990 });
  expect((await describe1([[0x00280120, 'US', [4095]]])).padding).toEqual({ first: 4095, last: 4095 });
});

/** PS3.3 C.7.5.1.1.2: the Pixel Representation decides, and writers take either VR. */
test.each([
  [1, 16, 'US', 63_536, -2000],
  [1, 16, 'SS', -2000, -2000],
  [1, 16, 'OW', 63_536, -2000],
  [0, 16, 'SS', -2000, 63_536],
  [0, 16, 'US', 63_536, 63_536],
  // As the samples are: bits outside the stored ones do not count.
  [1, 12, 'US', 0xf800, -2048],
  [1, 12, 'US', 0x0800, -2048],
  [0, 12, 'SS', -2000, 0x830],
])(
  'padding of representation %i, %i bits, under %s: %i is %i',
  async (signed, stored, vr, written, value) => {
    const more: Elements = [
      [0x00280101, 'US', [stored]],
      [0x00280102, 'US', [stored - 1]],
      [0x00280103, 'US', [signed]],
      [0x00280120, vr, [written]],
      [0x00280121, vr, [written]],
    ];
    expect((await describe1(more)).padding).toEqual({ first: value, last: value });
  },
);

describe('X-ray angiography and radiofluoroscopy', () => {
  const tableItem: Elements = [
    [0x00283002, 'US', [4, 0, 16]],
    [0x00283006, 'US', [7, 8, 9, 10]],
  ];
  const table: Elements = [[0x00283000, 'SQ', { items: [tableItem] }]];
  const rescale: Elements = [
    [0x00281050, 'DS', '2'],
    [0x00281051, 'DS', '4'],
    [0x00281052, 'DS', '-500'],
    [0x00281053, 'DS', '2'],
  ];
  const ofClass = (suffix: string, more: Elements) =>
    describe1([[0x00080016, 'UI', `1.2.840.10008.5.1.4.1.1.${suffix}`], ...more]);

  test.each(['12.1', '12.1.1', '12.2', '12.2.1', '12.3'])(
    'class %s: table and rescale are left out, windows are for the stored values',
    async (suffix) => {
      for (const more of [table, rescale, [...table, ...rescale]]) {
        const { modalityTransform, notes } = await ofClass(suffix, more);
        expect({ modalityTransform, notes }).toEqual({
          modalityTransform: { kind: 'identity' },
          notes: ['modality-lut-not-for-display'],
        });
      }
      expect((await ofClass(suffix, rescale)).windows).toEqual([{ centre: 2, width: 4, function: 'LINEAR' }]);
      expect((await ofClass(suffix, [])).notes).toEqual([]);
    },
  );

  test('the groups of an enhanced object are left out too', async () => {
    const values: Elements = [[0x00289145, 'SQ', { items: [rescale] }]];
    const { modalityTransform, notes } = await ofClass('12.1.1', [[0x52009229, 'SQ', { items: [values] }]]);
    expect({ modalityTransform, notes }).toEqual({
      modalityTransform: { kind: 'identity' },
      notes: ['modality-lut-not-for-display'],
    });
  });

  test('what is not used refuses nothing', async () => {
    const bad: Elements = [
      [0x00281050, 'DS', '2'],
      [0x00281051, 'DS', '4'],
      [0x00281053, 'DS', '0'],
    ];
    expect((await ofClass('12.1', bad)).windows).toHaveLength(1);
    expect((await ofClass('12.1', [[0x00281053, 'DS', 'LOG']])).modalityTransform.kind).toBe('identity');
  });

  test('the class decides, not the modality', async () => {
    const { modalityTransform } = await ofClass('7', [[0x00080060, 'CS', 'XA'], ...table]);
    expect(modalityTransform.kind).toBe('lut');
  });
});

test('a modality table wins over a rescale, with a note', async () => {
  const description = await describe1([
    [0x00281052, 'DS', '5'],
    [0x00281053, 'DS', '2'],
    [
      0x00283000,
      'SQ',
      {
        items: [
          [
            [0x00283002, 'US', [4, 0, 16]],
            [0x00283006, 'US', [7, 8, 9, 10]],
          ],
        ],
      },
    ],
  ]);
  expect(description.modalityTransform).toEqual({
    kind: 'lut',
    table: { firstMapped: 0, bits: 16, values: [7, 8, 9, 10] },
  });
  expect(description.notes).toEqual(['modality-table-and-rescale']);
});

/** 0 in the descriptor's first value stands for 65536 entries, PS3.3 C.11.1.1.1. */
test('a table of 65536 entries states 0 of them', async () => {
  const values = Array.from({ length: 65_536 }, (_, index) => 65_535 - index);
  const description = await describe1([
    [
      0x00283000,
      'SQ',
      {
        items: [
          [
            [0x00283002, 'SS', [0, -32768, 16]],
            [0x00283006, 'OW', values],
          ],
        ],
      },
    ],
  ]);
  expect(description.modalityTransform).toMatchObject({ kind: 'lut', table: { firstMapped: -32768 } });
  const { modalityTransform } = description;
  expect(modalityTransform.kind === 'lut' && modalityTransform.table.values).toEqual(values);
});

const voiOf = async (bits: number, values: number[]) => {
  const item: Elements = [
    [0x00283002, 'US', [values.length, 0, bits]],
    [0x00283006, 'OW', values],
  ];
  return describe1([[0x00283010, 'SQ', { items: [item] }]]);
};

test.each([
  [16, [0, 100, 255], 8],
  [16, [0, 1000, 4095], 12],
  [12, [0, 500, 1024], 12],
  [16, [0, 16_384], 16],
  [8, [1, 2, 3, 4], 3],
])('a VOI table of %i bits with the entries %j has %i', async (stated, values, bits) => {
  const { voiTables, notes } = await voiOf(stated, values);
  expect(voiTables).toMatchObject([{ bits, values }]);
  expect(notes.includes('voi-table-narrow')).toBe(bits !== stated);
});

test.each([[[0, 0, 0]], [[7, 7]]])(
  'a VOI table of nothing but %j shows nothing and is left out',
  async (values) => {
    const { voiTables, notes } = await voiOf(16, values);
    expect(voiTables).toEqual([]);
    expect(notes).toContain('voi-table-ignored');
  },
);

test('entries of 8 bits may lie two in a word', async () => {
  const item: Elements = [
    [0x00283002, 'US', [4, 0, 8]],
    [0x00283006, 'OW', new Uint8Array([1, 2, 3, 4])],
  ];
  expect((await describe1([[0x00283010, 'SQ', { items: [item] }]])).voiTables[0]?.values).toEqual([
    1, 2, 3, 4,
  ]);
});

const paletteOf = (descriptor: number[], entries: number[], vr = 'US') =>
  [0x1101, 0x1102, 0x1103].flatMap(
    (number, index): Elements => [
      [0x00280000 + number, vr, descriptor],
      [0x00281201 + index, 'OW', entries],
    ],
  );

test('a table for signed values may begin below zero, whatever VR it is written under', async () => {
  for (const vr of ['US', 'SS']) {
    const more = [...paletteOf([4, 0xfffe, 16], [1, 2, 3, 0xffff], vr), [0x00280103, 'US', [1]] as const];
    const { palette } = await describe1(more, 'PALETTE COLOR');
    expect(palette?.red).toEqual({ firstMapped: -2, bits: 16, values: [1, 2, 3, 0xffff] });
  }
});

/** PS3.3 C.11.1.1.1 and C.11.2.1.1: what goes into the table decides, and writers take either VR. */
test.each([
  ['signed samples', [16, 1], [], 'US', 0xfffe, -2],
  ['unsigned samples of 16 bits', [16, 0], [], 'SS', -25_536, 40_000],
  ['unsigned samples of 12 bits, which 64 512 would never be', [12, 0], [], 'SS', -1024, -1024],
  ['a rescale that leads below zero', [12, 0], [[0x00281052, 'DS', '-1024']], 'US', 64_512, -1024],
] as [string, [number, number], Elements, string, number, number][])(
  'a VOI table for %s begins where they do',
  async (_, [stored, signed], rescale, vr, written, first) => {
    const item: Elements = [
      [0x00283002, vr, [4, written, 16]],
      [0x00283006, 'OW', [1, 2, 3, 4]],
    ];
    const more: Elements = [
      [0x00280101, 'US', [stored]],
      [0x00280102, 'US', [stored - 1]],
      [0x00280103, 'US', [signed]],
      ...rescale,
      [0x00283010, 'SQ', { items: [item] }],
    ];
    expect((await describe1(more)).voiTables[0]?.firstMapped).toBe(first);
  },
);

test('entries of 16 bits under a descriptor of 8 are taken for what they are', async () => {
  const more = paletteOf([4, 0, 8], [0, 0x5500, 0xaa00, 0xff00]);
  expect((await describe1(more, 'PALETTE COLOR')).palette?.red.bits).toBe(16);
});

test.each([
  ['8 bits in words of 16', [0, 0x55, 0xaa, 0xff], 8],
  ['8 bits, none near 255', [0, 1, 2, 3], 8],
  ['12 bits in words of 16', [0, 0x555, 0xaaa, 0xfff], 12],
])(
  'palette entries of %s are shown with the bits that they have, and that is said',
  async (_, entries, bits) => {
    const { palette, notes } = await describe1(paletteOf([4, 0, 16], entries), 'PALETTE COLOR');
    expect([palette?.red.bits, palette?.green.bits, palette?.blue.bits]).toEqual([bits, bits, bits]);
    expect(notes).toContain('palette-narrow');
  },
);

test.each([
  ['a dark palette of 16 bits', 16, [0, 0x1000, 0x1100, 0x1200]],
  ['a dark palette of 8 bits', 8, [0, 1, 2, 3]],
])('%s stays dark', async (_, bits, entries) => {
  const { palette, notes } = await describe1(paletteOf([4, 0, bits], entries), 'PALETTE COLOR');
  expect(palette?.red.bits).toBe(bits);
  expect(notes).not.toContain('palette-narrow');
});

test('the three tables of a palette have the same bits: those of the widest entry', async () => {
  const more = paletteOf([4, 0, 8], [0, 1, 2, 3]).map((spec): Elements[number] =>
    spec[0] === 0x00281203 ? [spec[0], 'OW', [0, 0x5500, 0xaa00, 0xff00]] : spec,
  );
  const { palette } = await describe1(more, 'PALETTE COLOR');
  expect([palette?.red.bits, palette?.blue.bits]).toEqual([16, 16]);
});

const ofGreen = (descriptor: number[]) =>
  paletteOf([4, 0, 16], [0, 1, 2, 3]).map((spec): Elements[number] =>
    spec[0] === 0x00281102 ? [spec[0], 'US', descriptor] : spec,
  );

test.each<[string, Elements]>([
  ['that gives every value the same colour', paletteOf([4, 0, 16], [7, 7, 7, 7])],
  ['whose descriptors state different bits', ofGreen([4, 0, 8])],
  ['with fewer entries than its descriptor states', paletteOf([8, 0, 16], [0, 1, 2, 3])],
])('a palette %s is refused', async (_, more) => {
  await expect(describe1(more, 'PALETTE COLOR')).rejects.toMatchObject({ code: 'inconsistent-attributes' });
});

test('overlays are not drawn, and that is said', async () => {
  const { notes } = await describe1([[0x60003000, 'OW', [15]]]);
  expect(notes).toContain('overlay-not-shown');
});

test('a palette of segments is expanded: a run, a line, and a reference to the first run', async () => {
  const segments = [0, 2, 10, 20, 1, 4, 60, 2, 1, 0, 0];
  const more = [0, 1, 2].flatMap(
    (colour): Elements => [
      [0x00281101 + colour, 'US', [8, 0, 16]],
      [0x00281221 + colour, 'OW', segments],
    ],
  );
  const { palette } = await describe1(more, 'PALETTE COLOR');
  expect(palette?.green.values).toEqual([10, 20, 30, 40, 50, 60, 10, 20]);
});

test('frames with values of their own keep them', async () => {
  const group = (slope: string, centre: string): Elements => [
    [
      0x00289132,
      'SQ',
      {
        items: [
          [
            [0x00281050, 'DS', centre],
            [0x00281051, 'DS', '100'],
          ],
        ],
      },
    ],
    [
      0x00289145,
      'SQ',
      {
        items: [
          [
            [0x00281052, 'DS', '0'],
            [0x00281053, 'DS', slope],
          ],
        ],
      },
    ],
  ];
  const more: Elements = [
    [0x00280008, 'IS', '2'],
    [0x52009230, 'SQ', { items: [group('2', '50'), group('3', '60')] }],
  ];
  const bytes = imageFile({ pixels: [1, 2, 3, 4, 5, 6, 7, 8], more });
  const { description } = await readDicom(bytes, defaultReadLimits);
  expect(description.perFrame).toEqual([
    {
      modalityTransform: { kind: 'linear', slope: 2, intercept: 0 },
      windows: [{ centre: 50, width: 100, function: 'LINEAR' }],
    },
    {
      modalityTransform: { kind: 'linear', slope: 3, intercept: 0 },
      windows: [{ centre: 60, width: 100, function: 'LINEAR' }],
    },
  ]);
  expect(description.notes).toEqual(['per-frame-transforms']);
});

describe('names', () => {
  const latin1 = (bytes: readonly number[]) => Uint8Array.from(bytes);
  const cases: [what: string, set: string, bytes: Uint8Array, name: string | undefined][] = [
    ['ASCII', '', Buffer.from('SYNTHETIC^ONE '), 'SYNTHETIC^ONE'],
    ['Latin 1', 'ISO_IR 100', latin1([0x42, 0x75, 0x63, 0x5e, 0x4a, 0xe9]), 'Buc^Jé'],
    ['Latin 2', 'ISO_IR 101', latin1([0xa3, 0xf3, 0x64, 0xbc]), 'Łódź'],
    ['Cyrillic', 'ISO_IR 144', latin1([0xbb, 0xee, 0xda]), 'Люк'],
    ['Greek', 'ISO_IR 126', latin1([0xc4, 0xe9, 0xef]), 'Διο'],
    ['Arabic', 'ISO_IR 127', latin1([0xe2, 0xc8]), 'قب'],
    ['Hebrew', 'ISO_IR 138', latin1([0xf9, 0xf8]), 'שר'],
    ['Thai', 'ISO_IR 166', latin1([0xc7, 0xd1]), 'วั'],
    ['Turkish', 'ISO_IR 148', latin1([0xc7, 0xfd]), 'Çı'],
    ['half-width katakana', 'ISO_IR 13', latin1([0xd4, 0xcf]), 'ﾔﾏ'],
    ['UTF-8', 'ISO_IR 192', Buffer.from('Wang^XiaoDong=王^小东', 'utf8'), 'Wang^XiaoDong=王^小东'],
    ['GB18030', 'GB18030', latin1([0xcd, 0xf5, 0x5e, 0xd0, 0xa1]), '王^小'],
    ['bytes that ASCII does not have', '', latin1([0x4a, 0xe9]), undefined],
    ['broken UTF-8', 'ISO_IR 192', latin1([0x4a, 0xe9]), undefined],
    ['controls of Latin 1, which Windows shows as letters', 'ISO_IR 100', latin1([0x4a, 0x8a]), undefined],
    ['an unknown set', 'ISO_IR 999', latin1([0xe9]), undefined],
  ];

  test.each(cases)('%s', async (_, set, bytes, name) => {
    const { identity, description } = await read([
      [0x00080005, 'CS', set],
      [0x00100010, 'PN', bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.from(' ')])],
    ]);
    expect(identity.patientName).toBe(name);
    expect(description.notes).toEqual(name === undefined ? ['text-not-decoded'] : []);
  });

  test('of a name of which a representation cannot be decoded the others are kept', async () => {
    const { identity, description } = await read([
      [0x00080005, 'CS', '\\ISO 2022 IR 87'],
      [0x00100010, 'PN', Buffer.from('Yamada^Tarou=\x1b$B-!\x1b(B=\x1b$B$d$^$@\x1b(B', 'latin1')],
    ]);
    expect(identity.patientName).toBe('Yamada^Tarou==やまだ');
    expect(description.notes).toEqual(['name-partly-decoded']);
  });

  test('a text that is longer than any can be is not decoded', async () => {
    const { identity, description } = await read([[0x00100010, 'PN', 'A'.repeat(20_000)]]);
    expect(identity.patientName).toBeUndefined();
    expect(description.notes).toEqual(['text-not-decoded']);
  });

  test('everything of the identity, and nothing of it in the description', async () => {
    const secrets: Elements = [
      [0x00080020, 'DA', '20240102'],
      [0x00080030, 'TM', '101112'],
      [0x00080050, 'SH', 'ACC1'],
      [0x00080080, 'LO', 'HOSPITAL1'],
      [0x00081030, 'LO', 'STUDY1'],
      [0x00100010, 'PN', 'SYNTHETIC^NAME1'],
      [0x00100020, 'LO', 'ID1'],
      [0x00100030, 'DA', '19700203'],
      [0x00100040, 'CS', 'F'],
      [0x00101010, 'AS', '053Y'],
      [0x001021b0, 'LT', 'HISTORY1\r\nHISTORY2'],
      [0x00080090, 'PN', 'REFERRER^NAME1'],
      [0x00380300, 'LO', 'WARD1'],
      [0x00400275, 'SQ', { items: [[[0x00401002, 'LO', 'QUESTION1']], [[0x00401002, 'LO', 'QUESTION2']]] }],
    ];
    const { identity, description } = await read(secrets);
    expect(identity).toEqual({
      studyInstanceUid: '2.25.2',
      seriesInstanceUid: '2.25.3',
      sopInstanceUid: '2.25.1',
      patientName: 'SYNTHETIC^NAME1',
      patientId: 'ID1',
      patientBirthDate: '19700203',
      accessionNumber: 'ACC1',
      studyDate: '20240102',
      studyTime: '101112',
      studyDescription: 'STUDY1',
      institutionName: 'HOSPITAL1',
      patientSex: 'F',
      patientAge: '053Y',
      patientHistory: 'HISTORY1  HISTORY2',
      referringPhysicianName: 'REFERRER^NAME1',
      ward: 'WARD1',
      reasonForRequest: 'QUESTION1; QUESTION2',
    } satisfies InstanceIdentity);
    const text = JSON.stringify(description);
    // One letter stands in any text.
    const { patientSex: _, ...telling } = identity;
    for (const value of Object.values(telling)) expect(text).not.toContain(value);
  });
});
