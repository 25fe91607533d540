import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findFiles } from '../../../src/cli/files/findFiles';
import { leaveOutViewers } from '../../../src/cli/files/media';
import { imageFile } from '../../dicom/dicomBuilder';
import { dicomdir } from '../../support/dicomdir';
import { TemporaryFolder } from '../../support/temporaryFolder';

let folder: TemporaryFolder;

beforeEach(() => {
  folder = new TemporaryFolder();
});

afterEach(() => folder.remove());

function write(files: Record<string, Uint8Array | string>): void {
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(path.dirname(folder.file(name)), { recursive: true });
    writeFileSync(folder.file(name), bytes);
  }
}

async function lookAt(...names: string[]) {
  const args = names.map((name) => folder.file(name));
  const { files, notes } = await leaveOutViewers(findFiles(args), args);
  const short = (text: string) => text.replaceAll(`${folder.path}/`, '');
  return { files: files.map(({ file }) => short(file)), notes: notes.map(short) };
}

const image = imageFile({ pixels: [1, 2, 3, 4] });
const disc = {
  'CD/DICOMDIR': dicomdir('IM1', 'IM2', 'LOST'),
  'CD/IM1': image,
  'CD/im2': image,
  'CD/EXTRA': image,
  'CD/AUTORUN.INF': '[autorun]',
  'CD/VIEWER/logo.png': 'png',
};

test('the viewer of a disc is left out, what is missing is named, the rest is sent', async () => {
  write(disc);
  expect(await lookAt('CD')).toEqual({
    files: ['CD/DICOMDIR', 'CD/EXTRA', 'CD/IM1', 'CD/im2'],
    notes: [
      '2 files beside a DICOMDIR are no DICOM and were left out.',
      '1 file that a DICOMDIR names is missing: CD/LOST.',
    ],
  });
});

test('files that are named are sent, whatever lies beside them', async () => {
  write(disc);
  expect(await lookAt('CD/DICOMDIR', 'CD/AUTORUN.INF')).toEqual({
    files: ['CD/DICOMDIR', 'CD/AUTORUN.INF'],
    notes: [],
  });
});

test('a DICOMDIR that cannot be read decides nothing', async () => {
  write({ ...disc, 'CD/DICOMDIR': 'no index' });
  const { files, notes } = await lookAt('CD');
  expect(files).toHaveLength(6);
  expect(notes).toEqual(['CD/DICOMDIR could not be read (not-an-image).']);
});

test('a folder without one is sent as it is', async () => {
  write({ 'a/x.txt': 'text', 'a/Thumbs.db': 'db' });
  expect(await lookAt('a')).toEqual({ files: ['a/Thumbs.db', 'a/x.txt'], notes: [] });
});
