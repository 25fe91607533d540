import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readIdentity } from '../../src/dicom/identity';
import { Notes } from '../../src/dicom/notes';
import { openPart10 } from '../../src/dicom/parsing/part10';
import { characterSetsOf } from '../../src/dicom/text/characterSets';
import { decodeText } from '../../src/dicom/text/decodeText';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { RefusedError } from '../../src/domain/reasons/refusals';
import { describeWith, python, tool } from '../support/requirements';
import { publicFileNames, publicFolder } from './publicFiles';

const pydicom = python('pydicom');

function ask(mode: string, input = ''): Record<string, Record<string, string>> {
  const script = path.join(__dirname, 'python_text.py');
  const { status, stdout } = spawnSync(pydicom.program, [script, mode], { input, maxBuffer: 2 ** 26 });
  expect(status).toBe(0);
  return JSON.parse(stdout.toString('utf8'));
}

/** How the sets are switched to, and the bit that is added to bytes of the upper half. */
const double: Readonly<Record<string, readonly [number, string, number]>> = {
  'jis-x-0208': [87, '$B', 0],
  'jis-x-0212': [159, '$(D', 0],
  'ks-x-1001': [149, '$)C', 0x80],
  'gb-2312': [58, '$)A', 0x80],
};
const single: Readonly<Record<string, number>> = {
  latin_1: 100,
  iso8859_2: 101,
  iso8859_3: 109,
  iso8859_4: 110,
  iso8859_5: 144,
  iso8859_6: 127,
  iso8859_7: 126,
  iso8859_8: 138,
  iso8859_9: 148,
  iso8859_11: 166,
  iso8859_15: 203,
};

/** Characters about which we differ from Python's codecs, and why ours is right. */
const differences: Readonly<Record<string, readonly string[]>> = {
  // GB 18030, the standard that followed, says middle dot and em dash; the dot stands in foreign people's names.
  'gb-2312': ['2124 ・ ·', '212a ― —'],
  // The euro and the mark of registration came with the edition of 1998, which the web's decoder does not have.
  'ks-x-1001': ['2266 € undefined', '2267 ® undefined'],
};

function ourCharacter(set: number, escaped: string, bytes: readonly number[]): string | undefined {
  const notes = new Notes();
  const value = Buffer.concat([Buffer.from(escaped, 'latin1'), Buffer.from(bytes)]);
  return decodeText(value, characterSetsOf(['', `ISO 2022 IR ${set}`], notes), notes);
}

describeWith([pydicom], 'all characters of all sets', () => {
  let tables: Record<string, Record<string, string>>;

  beforeAll(() => {
    tables = ask('tables');
  });

  test.each(Object.entries(double))('%s', (name, [set, sequence, bit]) => {
    const theirs = tables[name] ?? {};
    expect(Object.keys(theirs).length).toBeGreaterThan(6000);
    const different = Object.entries(theirs).flatMap(([hex, character]) => {
      const bytes = [...Buffer.from(hex, 'hex')].map((byte) => byte | bit);
      const ours = ourCharacter(set, `\x1b${sequence}`, bytes);
      return ours === (character === '\u3000' ? character : character.trim())
        ? []
        : [`${hex} ${character} ${ours}`];
    });
    expect(different).toEqual(differences[name] ?? []);
  });

  test.each(Object.entries(single))('%s', (name, set) => {
    const theirs = tables[name] ?? {};
    for (let byte = 0xa0; byte < 0x100; byte += 1) {
      const ours = decodeSingle(set, byte);
      expect([byte, ours]).toEqual([byte, theirs[byte.toString(16)]]);
    }
  });
});

function decodeSingle(set: number, byte: number): string | undefined {
  const notes = new Notes();
  return decodeText(Uint8Array.of(byte), characterSetsOf([`ISO_IR ${set}`], notes), notes);
}

/** Values that the file does not say how to read: pydicom guesses, we leave them out with a note. */
const leftOut = [
  'pylibjpeg-data/JPEG2KLossless_1s_1f_u_16_16.dcm InstitutionName',
  'pylibjpeg-data/JPEG2KLossless_1s_1f_u_16_16.dcm PatientName',
];

describeWith([pydicom, publicFolder], 'names in public files', () => {
  test('are what pydicom reads', async () => {
    const ours = new Map<string, Record<string, string>>();
    for (const name of publicFileNames()) {
      const notes = new Notes();
      try {
        const file = path.join(publicFolder.path, name);
        const { dataSet } = await openPart10(readFileSync(file), defaultReadLimits, notes);
        const identity = readIdentity(dataSet, notes);
        ours.set(name, {
          PatientName: identity.patientName ?? '',
          PatientID: identity.patientId ?? '',
          InstitutionName: identity.institutionName ?? '',
          StudyDescription: identity.studyDescription ?? '',
        });
      } catch (error) {
        if (!(error instanceof RefusedError)) throw error;
      }
    }
    const input = [...ours.keys()].map((name) => `${path.join(publicFolder.path, name)}\n`).join('');
    const theirs = ask('files', input);
    const different: string[] = [];
    for (const [name, values] of ours) {
      for (const [attribute, text] of Object.entries(values)) {
        const other = theirs[path.join(publicFolder.path, name)]?.[attribute] ?? '';
        if (text !== asShown(other)) different.push(`${name} ${attribute}`);
      }
    }
    expect(different.sort()).toEqual(leftOut);
    expect(ours.size).toBeGreaterThan(200);
    expect([...ours.values()].map(({ PatientName }) => PatientName)).toContain(
      'Hong^Gildong=洪^吉洞=홍^길동',
    );
  });
});

/** What DCMTK, with the C library's tables, makes of a name; none where it does not know one of the file's sets. */
function dcmtkName(file: string): string | undefined {
  const { stdout } = spawnSync('dcmdump', ['-q', '+U8', '+P', '0010,0010', file]);
  return /PN \[(.*)\]/.exec(stdout.toString('utf8'))?.[1];
}

describeWith([tool('dcmdump', 'dcmtk'), publicFolder], 'names in public files of many character sets', () => {
  test('are what DCMTK reads', async () => {
    const names = publicFileNames().filter((name) => name.startsWith('pydicom/charset/'));
    const read = new Map<string, string>();
    for (const name of names) {
      const file = path.join(publicFolder.path, name);
      const theirs = dcmtkName(file);
      if (theirs === undefined) continue;
      const { dataSet } = await openPart10(readFileSync(file), defaultReadLimits, new Notes());
      const ours = readIdentity(dataSet, new Notes()).patientName;
      expect([name, ours]).toEqual([name, asShown(theirs)]);
      read.set(name, theirs);
    }
    // Of the Japanese sets this build of DCMTK knows none.
    expect(read.size).toBeGreaterThanOrEqual(11);
  });
});

/** Without controls and padding, and without empty representations at the end. */
function asShown(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  const printable = text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '');
  return printable.replace(/^ +| +$/g, '').replace(/=+$/, '');
}
