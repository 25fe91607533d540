import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import rulesFile from '../../src/dicom/deidentification/attributeRules.json';
import { deidentifyFile } from '../../src/dicom/deidentification/deidentifyFile';
import { readDicom } from '../../src/dicom/readDicom';
import { asSiteKey } from '../../src/domain/kernel/identifiers/ids';
import { pseudonymsOf } from '../../src/domain/kernel/identifiers/pseudonyms';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { RefusedError } from '../../src/domain/reasons/refusals';
import { describeWith, python, tool } from '../support/requirements';
import { publicFileNames, publicFolder } from './publicFiles';

jest.setTimeout(300_000);

const pydicom = python('pydicom', 'numpy');
const script = path.join(__dirname, 'python_deidentified.py');
const pseudonyms = pseudonymsOf(asSiteKey(new Uint8Array(32).fill(3)));

interface Pair {
  readonly name: string;
  readonly source: string;
  readonly result: string;
}

/** Every public file that can be opened, de-identified. */
async function deidentifyAll(directory: string): Promise<{ pairs: Pair[]; refused: Record<string, string> }> {
  const pairs: Pair[] = [];
  const refused: Record<string, string> = {};
  for (const [index, name] of publicFileNames().entries()) {
    const source = path.join(publicFolder.path, name);
    const result = path.join(directory, `${index}.dcm`);
    try {
      const options = { pseudonyms, shiftDates: false, keepCharacteristics: false };
      writeFileSync(result, await deidentifyFile(readFileSync(source), defaultReadLimits, options));
      pairs.push({ name, source, result });
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      refused[name] = error.code;
    }
  }
  return { pairs, refused };
}

/** All that is ever written as text. */
const written = new Set([
  'REMOVED',
  'YES',
  'DCM',
  '113100',
  'Basic Application Confidentiality Profile',
  'Imaging Triage, PS3.15 2026d Table E.1-1',
  '19000101',
  '19000101000000',
  '000000',
  'urn:removed',
]);
const forms: Readonly<Record<string, RegExp>> = {
  CS: /^[A-Z0-9 _]{1,16}$/,
  LO: /^([0-9A-F]{16}|HU|US)$/,
  UI: /^(2\.25\.\d{1,39}|1\.2\.840\.10008\.[\d.]+)$/,
};
/** Codes of public schemes, and the schemes. */
const code = /^(\d{3,18}|[A-Z]\d?-[0-9A-F]{4,6}|\d{1,7}-\d|SCT|SRT|SNM3|99SDM|LN|UCUM|[\w%/'[\]]{1,8})$/;

function allowed([vr = '', value = '']: readonly string[]): boolean {
  return (
    value === '' ||
    written.has(value) ||
    (forms[vr]?.test(value) ?? false) ||
    (/^(SH|LO)$/.test(vr) && code.test(value))
  );
}

/** What dciodvfy says of results and not of their originals, and why. */
const expectedErrors: readonly RegExp[] = [
  // The code was of a local scheme, of which nothing is kept.
  /Element=<(CodeValue|CodingSchemeDesignator|CodeMeaning|CodingSchemeVersion)>/,
  // Texts that are emptied, in objects that ask for one.
  /Error - Empty attribute \(no value\) Type 1C? .*Element=<(ContentDescription|ModalityLUTType|RescaleType|SegmentLabel|SegmentAlgorithmName)>/,
  /even though condition not satisfied/,
  // References that the profile removes or empties.
  /Element=<Referenced(Study|PerformedProcedureStep)Sequence>/,
  // Content of reports and waveforms, none of which stays.
  /Module=<(DocumentRelationshipMacro|SRDocumentGeneral|Waveform|DocumentContentMacro)>/,
  // The originals have the same UID in two places, too, and the message quotes it.
  /has same value as/,
  /Element=<Laterality>/,
  // Enhanced objects out of which somebody cut the functional groups by which such are known.
  /emri_small.*(EnhancedGeneralEquipment|MultiFrameFunctionalGroupsCommon|MRImageAndSpectroscopyInstanceMacro|MRPulseSequence)/,
];

describeWith(
  [publicFolder, pydicom, tool('dcmdump', 'dcmtk'), tool('dciodvfy', 'dicom3tools')],
  'public files without what says whom they show',
  () => {
    let directory: string;
    let pairs: Pair[];
    let refused: Record<string, string>;

    beforeAll(async () => {
      directory = mkdtempSync(path.join(tmpdir(), 'triage-deidentified-'));
      ({ pairs, refused } = await deidentifyAll(directory));
    });

    afterAll(() => rmSync(directory, { recursive: true, force: true }));

    test('are nearly all; the others cannot be opened, or do not say what they are', () => {
      expect(pairs.length).toBeGreaterThanOrEqual(232);
      const codes = new Set(Object.values(refused));
      const known = ['inconsistent-attributes', 'not-an-image', 'truncated', 'unsupported-transfer-syntax'];
      expect([...codes].filter((one) => !known.includes(one))).toEqual([]);
    });

    test('have the same pixel data, and no text of the original, for pydicom', async () => {
      const input = pairs.map(({ source, result }) => `${source}\t${result}\n`).join('');
      const { status, stdout } = spawnSync(pydicom.program, [script, 'files'], { input, maxBuffer: 2 ** 28 });
      expect(status).toBe(0);
      const lines = stdout.toString('utf8').trim().split('\n');
      expect(lines).toHaveLength(pairs.length);
      const swapped: string[] = [];
      const commented: Pair[] = [];
      for (const [index, line] of lines.entries()) {
        const [verdicts, texts, odd] = JSON.parse(line) as [string[], string[][], string[]];
        const { name } = pairs[index] as Pair;
        if (verdicts.includes('swapped')) swapped.push(name);
        if (verdicts.includes('different')) commented.push(pairs[index] as Pair);
        expect([name, texts.filter((text) => !allowed(text))]).toEqual([name, []]);
        expect([name, odd]).toEqual([name, []]);
      }
      // Streams that held comments: the picture is the same, and so is every length.
      for (const { name, source, result } of commented) {
        const [before, after] = [readFileSync(source), readFileSync(result)];
        expect([name, await samePixels(before, after)]).toEqual([name, true]);
      }
      expect(commented.length).toBeGreaterThan(5);
      // Big endian originals, and no others.
      expect(swapped.every((name) => /big|expb|\+eb/i.test(name))).toBe(true);
      expect(swapped.length).toBeGreaterThan(5);
    });

    test('are read by DCMTK without a word', () => {
      for (const { name, result } of pairs) {
        const { status, stderr } = spawnSync('dcmdump', ['-q', '+E', result], { maxBuffer: 2 ** 28 });
        expect([name, status, stderr.toString()]).toEqual([name, 0, '']);
      }
    });

    test('are as conformant as they were for dciodvfy, but for what the profile costs', () => {
      const surprising: string[] = [];
      let unchanged = 0;
      for (const { name, source, result } of pairs) {
        const before = new Set(errorsOf(source));
        const more = errorsOf(result).filter((error) => !before.has(error));
        if (more.length === 0) unchanged += 1;
        for (const error of more) {
          const line = `${name}: ${error}`;
          if (!expectedErrors.some((expected) => expected.test(line))) surprising.push(line);
        }
      }
      expect(surprising).toEqual([]);
      expect(unchanged).toBeGreaterThan(180);
    });
  },
);

/** Whether both decode to the same, or both are refused for the same reason. */
async function samePixels(before: Uint8Array, after: Uint8Array): Promise<boolean> {
  const [one, two] = await Promise.all([before, after].map(pixelsOrReason));
  return one !== undefined && two !== undefined && Buffer.from(one).equals(Buffer.from(two));
}

async function pixelsOrReason(bytes: Uint8Array): Promise<Uint8Array> {
  try {
    return (await readDicom(bytes, defaultReadLimits)).pixels;
  } catch (error) {
    if (error instanceof RefusedError) return Buffer.from(error.code);
    throw error;
  }
}

function errorsOf(file: string): string[] {
  const { stdout, stderr } = spawnSync('dciodvfy', [file], { timeout: 20_000, maxBuffer: 2 ** 28 });
  return `${stdout.toString('latin1')}\n${stderr.toString('latin1')}`
    .split('\n')
    .filter((line) => line.startsWith('Error'));
}

/** VRs about which pydicom's dictionary says otherwise than ours. */
const differentVrs: readonly string[] = [];

describeWith([pydicom], 'the rules', () => {
  test('give every attribute the VR that pydicom knows', () => {
    const { stdout } = spawnSync(pydicom.program, [script, 'dictionary'], { maxBuffer: 2 ** 26 });
    const theirs = JSON.parse(stdout.toString('utf8')) as Record<string, [string, string]>;
    let compared = 0;
    const different = rulesFile.rules.flatMap((line) => {
      const [tag = '', vr = '', action] = line.split(' ');
      const other = theirs[tag]?.[0];
      if (other === undefined || action === 'X') return [];
      compared += 1;
      return other.split(' or ').includes(vr) ? [] : [`${tag} ${vr} ${other}`];
    });
    expect(different).toEqual(differentVrs);
    expect(compared).toBeGreaterThan(4000);
  });
});
