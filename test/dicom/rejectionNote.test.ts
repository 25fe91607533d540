import { readDicom } from '../../src/dicom/readDicom';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { dataSet, type Elements, encodingOf, file, syntaxes } from './dicomBuilder';

const reference = (uid: string): Elements => [
  [
    0x00081199,
    'SQ',
    {
      items: [
        [
          [0x00081150, 'UI', '1.2.840.10008.5.1.4.1.1.1.1'],
          [0x00081155, 'UI', uid],
        ],
      ],
    },
  ],
];

interface Note {
  readonly code?: string;
  readonly scheme?: string;
  readonly sopClass?: string;
  readonly content?: readonly string[];
  readonly evidence?: readonly string[];
}

function read(
  { code = '113001', scheme = 'DCM', sopClass, content = [], evidence = [] }: Note,
  syntax: string,
) {
  const elements: Elements = [
    [0x00080016, 'UI', sopClass ?? '1.2.840.10008.5.1.4.1.1.88.59'],
    [0x00080018, 'UI', '2.25.9'],
    [0x00080060, 'CS', 'KO'],
    [0x0020000d, 'UI', '2.25.2'],
    [
      0x0040a043,
      'SQ',
      {
        items: [
          [
            [0x00080100, 'SH', code],
            [0x00080102, 'SH', scheme],
          ],
        ],
      },
    ],
    [
      0x0040a375,
      'SQ',
      { items: evidence.map((uid): Elements => [[0x00081115, 'SQ', { items: [reference(uid)] }]]) },
    ],
    [0x0040a730, 'SQ', { items: content.map(reference) }],
  ];
  return readDicom(
    file(dataSet(elements, encodingOf(syntax)), { transferSyntax: syntax }),
    defaultReadLimits,
  );
}

describe.each(Object.entries(syntaxes).filter(([name]) => name !== 'jpegBaseline' && name !== 'deflated'))(
  'a rejection note, %s',
  (_, syntax) => {
    test.each(['113001', '113037', '113038', '113039'])('is known by its title %s', async (code) => {
      const { rejection } = await read({ code, content: ['2.25.5', '2.25.4'], evidence: ['2.25.5'] }, syntax);
      expect(rejection).toEqual({ code, instances: ['2.25.4', '2.25.5'] });
    });

    test('names its instances in its content, in its evidence, or in both', async () => {
      expect((await read({ evidence: ['2.25.5'] }, syntax)).rejection?.instances).toEqual(['2.25.5']);
      expect((await read({ content: ['2.25.6'] }, syntax)).rejection?.instances).toEqual(['2.25.6']);
    });

    test.each<[string, Note]>([
      ['another title', { code: '113000', content: ['2.25.5'] }],
      ['another coding scheme', { scheme: '99LOCAL', content: ['2.25.5'] }],
      ['another object', { sopClass: '1.2.840.10008.5.1.4.1.1.88.11', content: ['2.25.5'] }],
    ])('is none with %s', async (_name, note) => {
      expect((await read(note, syntax)).rejection).toBeUndefined();
    });
  },
);
