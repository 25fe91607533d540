import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drawChest } from '../../src/cli/synthetic/chest';
import { writeDx } from '../../src/cli/synthetic/writeDx';
import { isMediaDirectory, readMediaDirectory } from '../../src/dicom/mediaDirectory';
import { defaultExportLimits, defaultReadLimits } from '../../src/domain/kernel/limits';
import { type ArchiveEntry, listArchive } from '../../src/formats/archive/listArchive';
import { readMember } from '../../src/formats/archive/readMember';
import { sourceOf } from '../exports/zipBuilder';
import { describeWith, publicData, python, tool } from '../support/requirements';

const publicDirectories = publicData('dicom/pydicom/dicomdir');
const pydicom = python('pydicom');
let directory: string;
const at = (name: string) => path.join(directory, name);

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'triage-media-'));
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

function run(program: string, args: readonly string[], cwd = directory): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, timeout: 60_000, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
  return stdout;
}

/** Its last item states 248 bytes at offset 10 860, and the file ends 24 bytes before that; pydicom reads on. */
const cutOff = 'DICOMDIR-nooffset';

const namedByPydicom = `
import json, sys, pydicom
records = pydicom.dcmread(sys.argv[1], force=True).DirectoryRecordSequence
ids = [record.ReferencedFileID for record in records if 'ReferencedFileID' in record and record.ReferencedFileID]
print(json.dumps([one if isinstance(one, str) else '/'.join(one) for one in ids]))
`;

describeWith([publicDirectories, pydicom], 'public DICOMDIRs', () => {
  const names = readdirSync(publicDirectories.path, { recursive: true, encoding: 'utf8' }).filter((name) =>
    path.basename(name).startsWith('DICOMDIR'),
  );

  test.each(names.filter((name) => name !== cutOff))(
    '%s names the files that pydicom finds in it',
    (name) => {
      const file = path.join(publicDirectories.path, name);
      const bytes = readFileSync(file);
      const expected = JSON.parse(run(pydicom.program, ['-c', namedByPydicom, file])) as string[];
      expect(isMediaDirectory(bytes, defaultReadLimits)).toBe(true);
      expect(readMediaDirectory(bytes, defaultReadLimits)).toEqual(expected);
    },
  );
});

describeWith([publicDirectories], 'a public DICOMDIR that is cut off', () => {
  test('is refused: an image that its end named would be missed without a word', () => {
    const bytes = readFileSync(path.join(publicDirectories.path, cutOff));
    expect(bytes).toHaveLength(11_092);
    expect(() => readMediaDirectory(bytes, defaultReadLimits)).toThrow(
      expect.objectContaining({
        code: 'truncated',
        detail: expect.objectContaining({ offset: 10_860, value: 248 }),
      }),
    );
  });
});

/** Three small images in folders, as a disc has them. */
function writeDisc(): string[] {
  const ids = ['IMAGES/IM1', 'IMAGES/IM2', 'OTHER/IM3'];
  for (const [index, id] of ids.entries()) {
    mkdirSync(path.dirname(at(`disc/${id}`)), { recursive: true });
    const uid = (what: number) => `2.25.90${what}${index}`;
    writeFileSync(
      at(`disc/${id}`),
      writeDx(drawChest(index, { width: 64, height: 80 }), {
        photometric: 'MONOCHROME2',
        studyUid: uid(1),
        seriesUid: uid(2),
        sopUid: uid(3),
        patientName: 'SYNTHETIC^DISC',
        patientId: `SYN-${index}`,
        ageYears: 50,
        sex: 'F',
        bodyPart: 'CHEST',
        view: 'PA',
      }),
    );
  }
  return ids;
}

describeWith([tool('dcmmkdir', 'dcmtk')], "a DICOMDIR of DCMTK's dcmmkdir", () => {
  test('names the files that it was made for', () => {
    const ids = writeDisc();
    run('dcmmkdir', ['+id', '.', '--general-purpose', '+I', '-Nxc', ...ids], at('disc'));
    expect(readMediaDirectory(readFileSync(at('disc/DICOMDIR')), defaultReadLimits).sort()).toEqual(ids);
  });
});

const zippedByPython = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w', int(sys.argv[2])) as archive:
    archive.write('disc/IMAGES/IM1', 'IMAGES/IM1')
    archive.writestr('Röntgen 胸部.dcm', b'x' * 100000)
    archive.writestr('empty', b'')
`;

async function unpacked(zip: string): Promise<Map<string, Buffer>> {
  const source = sourceOf(readFileSync(zip));
  const entries = await listArchive(source, defaultExportLimits);
  const files = entries.filter(({ kind }: ArchiveEntry) => kind === 'file');
  const contents = await Promise.all(files.map((entry) => readMember(source, entry, 1 << 20)));
  return new Map(files.map(({ name }, index) => [name, Buffer.from(contents[index] as Uint8Array)]));
}

describeWith([pydicom], "archives of Python's zipfile", () => {
  test.each([
    ['stored', 0],
    ['deflated', 8],
  ])('%s', async (_what, method) => {
    writeDisc();
    run(pydicom.program, ['-c', zippedByPython, at('python.zip'), String(method)]);
    const files = await unpacked(at('python.zip'));
    expect([...files.keys()]).toEqual(['IMAGES/IM1', 'Röntgen 胸部.dcm', 'empty']);
    expect(files.get('IMAGES/IM1')).toEqual(readFileSync(at('disc/IMAGES/IM1')));
    expect(files.get('Röntgen 胸部.dcm')).toEqual(Buffer.alloc(100_000, 'x'));
  });

  test('compressed by bzip2 and LZMA are refused by name', async () => {
    for (const method of ['12', '14']) {
      run(pydicom.program, ['-c', zippedByPython, at('other.zip'), method]);
      await expect(unpacked(at('other.zip'))).rejects.toMatchObject({ code: 'unsupported-compression' });
    }
  });
});

describeWith([tool('zip', 'zip')], 'archives of Info-ZIP', () => {
  test.each([
    ['from a folder', ['-r', 'info.zip', 'disc']],
    ['streamed, with sizes behind the content', ['-r', '-fd', 'info.zip', 'disc']],
    ['with 64-bit records', ['-r', '-fz', 'info.zip', 'disc']],
  ])('%s', async (_what, args) => {
    writeDisc();
    rmSync(at('info.zip'), { force: true });
    run('zip', ['-q', ...args]);
    expect((await unpacked(at('info.zip'))).get('disc/OTHER/IM3')).toEqual(
      readFileSync(at('disc/OTHER/IM3')),
    );
  });

  test('with a password are refused', async () => {
    writeDisc();
    run('zip', ['-q', '-r', '-P', 'secret', 'locked.zip', 'disc']);
    await expect(unpacked(at('locked.zip'))).rejects.toMatchObject({ code: 'encrypted-archive' });
  });
});
