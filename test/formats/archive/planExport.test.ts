import fc from 'fast-check';
import { isSystemFile, isUnsafeName, mediaPath } from '../../../src/formats/archive/memberName';
import { type MediaIndex, planExport } from '../../../src/formats/archive/planExport';

const file = (name: string) => ({ name, kind: 'file' as const });

/** DICOM is what says so in its name. */
async function plan(names: readonly string[], indexes: readonly MediaIndex[] = []) {
  const asked: string[] = [];
  const planned = await planExport(names.map(file), indexes, async ({ name }) => {
    asked.push(name);
    return name.includes('dicom');
  });
  return { ...planned, members: planned.members.map(({ name }) => name), asked };
}

describe('an export without a DICOMDIR', () => {
  test('every file is taken for an image, save for what systems leave behind', async () => {
    const { members, skipped, asked } = await plan([
      'a.dcm',
      'README.txt',
      '__MACOSX/._a.dcm',
      'CD/__MACOSX/x',
      'CD/.DS_Store',
      'CD/Thumbs.db',
      'CD/._b',
      'CD/b',
    ]);
    expect(members).toEqual(['a.dcm', 'README.txt', 'CD/b']);
    expect(new Set(skipped.map(({ reason }) => reason))).toEqual(new Set(['system-file']));
    expect(asked).toEqual([]);
  });

  test('folders are nothing, links are left out', async () => {
    const entries = [
      { name: 'CD/', kind: 'folder' as const },
      { name: 'CD/link', kind: 'link' as const },
    ];
    expect(await planExport(entries, [], async () => true)).toEqual({
      members: [],
      skipped: [{ name: 'CD/link', reason: 'link' }],
      missing: [],
    });
  });
});

describe('an export with a DICOMDIR', () => {
  const index = { name: 'CD/DICOMDIR', files: ['IMAGES/IM1', 'IMAGES/IM2', 'IMAGES/IM3'] };

  test('what it names, and what is DICOM all the same; the viewer is left out, the missing are named', async () => {
    const { members, skipped, missing, asked } = await plan(
      [
        'CD/DICOMDIR',
        'CD/IMAGES/IM1',
        'CD/images/im2',
        'CD/AUTORUN.INF',
        'CD/VIEWER/logo.png',
        'CD/dicom-extra',
      ],
      [index],
    );
    expect(members).toEqual(['CD/IMAGES/IM1', 'CD/images/im2', 'CD/dicom-extra']);
    expect(skipped).toEqual([
      { name: 'CD/DICOMDIR', reason: 'index' },
      { name: 'CD/AUTORUN.INF', reason: 'not-in-index' },
      { name: 'CD/VIEWER/logo.png', reason: 'not-in-index' },
    ]);
    expect(missing).toEqual(['CD/IMAGES/IM3']);
    expect(asked).toEqual(['CD/AUTORUN.INF', 'CD/VIEWER/logo.png', 'CD/dicom-extra']);
  });

  test('it says nothing of what lies outside its folder', async () => {
    const { members } = await plan(['CD/DICOMDIR', 'photo.png', 'CDX/photo.png', 'CD/logo.png'], [index]);
    expect(members).toEqual(['photo.png', 'CDX/photo.png']);
  });

  test('several discs in one export have one each', async () => {
    const second = { name: 'CD2/DICOMDIR', files: ['X'] };
    const { members, missing } = await plan(
      ['CD/DICOMDIR', 'CD/IMAGES/IM1', 'CD2/DICOMDIR', 'CD2/X', 'CD2/viewer.exe'],
      [index, second],
    );
    expect(members).toEqual(['CD/IMAGES/IM1', 'CD2/X']);
    expect(missing).toEqual(['CD/IMAGES/IM2', 'CD/IMAGES/IM3']);
  });

  test('one that cannot be read decides nothing', async () => {
    const broken = { name: 'DICOMDIR', problem: 'truncated' as const };
    const { members, skipped, indexProblem } = await plan(['DICOMDIR', 'a', 'viewer.exe'], [broken]);
    expect(members).toEqual(['a', 'viewer.exe']);
    expect(skipped).toEqual([{ name: 'DICOMDIR', reason: 'index' }]);
    expect(indexProblem).toBe('truncated');
  });

  test('names of ISO 9660 discs are the names in the DICOMDIR', async () => {
    const { members, missing } = await plan(
      ['DICOMDIR.;1', 'IMAGES/IM1.;1', 'IMAGES/IM2;1', 'IMAGES/IM3'],
      [{ ...index, name: 'DICOMDIR.;1' }],
    );
    expect(members).toHaveLength(3);
    expect(missing).toEqual([]);
  });

  test('a file ID that leads outside names nothing that is there', async () => {
    const { members, missing } = await plan(
      ['CD/DICOMDIR', 'secret'],
      [{ name: 'CD/DICOMDIR', files: ['../secret'] }],
    );
    expect(members).toEqual(['secret']);
    expect(missing).toEqual(['CD/../secret']);
  });
});

const part = fc.stringMatching(/^[A-Za-z0-9_. ]{1,8}$/);
const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));

test('every file is a member or left out, once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(path), fc.array(path), async (names, files) => {
      const { members, skipped } = await plan([...names, 'DICOMDIR'], [{ name: 'DICOMDIR', files }]);
      expect([...members, ...skipped.map(({ name }) => name)].sort()).toEqual([...names, 'DICOMDIR'].sort());
    }),
  );
});

test('what a DICOMDIR names is a member or missing, whatever its case', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(path),
      fc.uniqueArray(path, { selector: mediaPath }),
      async (names, files) => {
        const named = files.filter((name) => !isSystemFile(name));
        const present = names.filter((name) => !isSystemFile(name) && mediaPath(name) !== 'DICOMDIR');
        const { members, missing } = await plan(present, [{ name: 'DICOMDIR', files: named }]);
        const there = new Set(members.map(mediaPath));
        for (const one of named) expect(there.has(mediaPath(one))).toBe(!missing.includes(one));
      },
    ),
  );
});

test('no name that is taken, joined to a folder, leaves it', () => {
  const dangerous = fc.array(fc.constantFrom('..', '.', '', 'a', 'C:', '...', ' ..'), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(dangerous, (parts) => {
      const name = parts.join('/');
      fc.pre(!isUnsafeName(name, Buffer.from(name)));
      const root = new URL('file:///safe/');
      expect(
        new URL(name.split('/').map(encodeURIComponent).join('/'), root).pathname.startsWith('/safe/'),
      ).toBe(true);
    }),
  );
});
