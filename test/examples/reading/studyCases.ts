import type { StudyRecord } from '../../../src/domain/study/studyRecord';
import { alertsOf } from '../../../src/domain/study/view/studyAlerts';
import { dataSet, type Elements, file, imageFile } from '../../dicom/dicomBuilder';
import { triaged } from '../../reported/triaged';
import type { Case } from './case';

const image = (sop: string, patient = 'A', pixels = [1, 2, 3, 4]) =>
  imageFile({
    pixels,
    more: [
      [0x00080018, 'UI', sop],
      [0x00100020, 'LO', patient],
    ],
  });

function keyObject(title: string, sop: string): Buffer {
  const code: Elements = [
    [0x00080100, 'SH', title],
    [0x00080102, 'SH', 'DCM'],
  ];
  const reference: Elements = [[0x00081199, 'SQ', { items: [[[0x00081155, 'UI', sop]]] }]];
  return file(
    dataSet([
      [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.88.59'],
      [0x00080018, 'UI', '2.25.99'],
      [0x00080060, 'CS', 'KO'],
      [0x00100020, 'LO', 'A'],
      [0x0020000d, 'UI', '2.25.2'],
      [0x0020000e, 'UI', '2.25.4'],
      [0x00401003, 'SH', 'STAT'],
      [0x0040a043, 'SQ', { items: [code] }],
      [0x0040a730, 'SQ', { items: [reference] }],
    ]),
  );
}

/** Files of one study, in the order in which they arrive. */
function study(
  what: string,
  files: readonly Uint8Array[],
  check: (study: StudyRecord) => void,
  ...codes: readonly string[]
): Case {
  return {
    what,
    codes,
    check: async () => {
      const { studies } = await triaged(files.map((bytes, at) => [`${at}.dcm`, bytes]));
      expect(studies).toHaveLength(1);
      check(studies[0] as StudyRecord);
    },
  };
}

/** For each row of the table of what of a study is read: the files that show it. */
export const studyCases: Readonly<Record<string, readonly Case[]>> = {
  'an object without a picture: key object, report, presentation state': [
    study('a key object beside an image', [image('2.25.1'), keyObject('113000', '2.25.1')], (one) => {
      expect([one.images.length, one.objects.length]).toEqual([1, 1]);
      expect(one.decision.place).toBe('stat');
    }),
  ],
  'an instance that was sent again (SOP Instance UID): corrected, in another encoding, over the same blob': [
    study(
      'with another patient, and then the old file once more',
      [image('2.25.1', 'WRONG'), image('2.25.1'), image('2.25.1', 'WRONG')],
      (one) => {
        expect([one.images.length, one.setAside.length]).toEqual([1, 1]);
        expect(one.setAside[0]?.aside).toEqual({ why: 'superseded', by: one.images[0]?.imageId });
        expect(alertsOf(one)).toEqual([{ code: 'images-superseded', images: 1 }]);
      },
    ),
  ],
  'an instance that a rejection note names': ['113001', '113037', '113038', '113039'].map((code) =>
    study(`${code}, before its image`, [keyObject(code, '2.25.1'), image('2.25.1')], (one) => {
      expect(one.images).toEqual([]);
      expect(one.setAside).toMatchObject([{ aside: { why: 'rejected', code } }]);
    }),
  ),
  'images that name different patients under one Study UID': [
    study(
      'two images, two Patient IDs',
      [image('2.25.1', 'A'), image('2.25.5', 'B', [4, 3, 2, 1])],
      (one) => expect(alertsOf(one)).toEqual([{ code: 'different-patients', images: 2 }]),
      'different-patients',
    ),
  ],
};
