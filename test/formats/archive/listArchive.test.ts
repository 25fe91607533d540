import { crc32, deflateRawSync } from 'node:zlib';
import { ZipFile } from 'yazl';
import { defaultExportLimits } from '../../../src/domain/kernel/limits';
import { listArchive } from '../../../src/formats/archive/listArchive';
import { type ArchiveSpec, buildZip, type EntrySpec, sourceOf, withZip64End } from '../../exports/zipBuilder';

const content = Buffer.from('the content of a file');

function list(zip: Uint8Array, limits: Partial<typeof defaultExportLimits> = {}) {
  return listArchive(sourceOf(zip), { ...defaultExportLimits, ...limits });
}

async function codeOf(zip: Uint8Array, limits: Partial<typeof defaultExportLimits> = {}): Promise<string> {
  const error = await list(zip, limits).then(
    () => undefined,
    (thrown: unknown) => thrown as { code?: string },
  );
  return error?.code ?? 'accepted';
}

async function yazl(fill: (zip: ZipFile) => void): Promise<Buffer> {
  const zip = new ZipFile();
  fill(zip);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe('an honest archive', () => {
  test('stored and deflated files, folders, and names in UTF-8', async () => {
    const zip = await yazl((file) => {
      file.addEmptyDirectory('DICOM');
      file.addBuffer(content, 'DICOM/IM1', { compress: false });
      file.addBuffer(content, 'DICOM/Röntgen 胸部.dcm', { compress: true });
    });
    const entries = await list(zip);
    expect(
      entries.map(({ index, name, kind, size, method }) => ({ index, name, kind, size, method })),
    ).toEqual([
      { index: 0, name: 'DICOM/', kind: 'folder', size: 0, method: 0 },
      { index: 1, name: 'DICOM/IM1', kind: 'file', size: content.length, method: 0 },
      { index: 2, name: 'DICOM/Röntgen 胸部.dcm', kind: 'file', size: content.length, method: 8 },
    ]);
    expect(entries.slice(1).map((entry) => entry.crc32)).toEqual([crc32(content), crc32(content)]);
  });

  test('with 64-bit records', async () => {
    const zip = await yazl((file) => {
      file.addBuffer(content, 'a', { forceZip64Format: true });
    });
    expect(await list(zip)).toMatchObject([{ name: 'a', size: content.length }]);
  });

  test.each([
    ['CP437 where nothing says UTF-8', Buffer.from([0x52, 0x94, 0x6e, 0x74, 0x67, 0x65, 0x6e]), 0, 'Röntgen'],
    ['UTF-8 where the flag says so', Buffer.from('Röntgen'), 0x0800, 'Röntgen'],
    ['backslashes of old Windows programs', Buffer.from('CD\\IM1'), 0, 'CD/IM1'],
  ])('a name in %s', async (_what, name, flags, expected) => {
    expect((await list(buildZip([{ name, flags, content }])))[0]?.name).toBe(expected);
  });

  test('the directory is read in one piece, and nothing of the files', async () => {
    const zip = buildZip(
      Array.from({ length: 2000 }, (_, index) => ({
        name: `IM${index}`,
        content: Buffer.alloc(2000, index),
      })),
    );
    const source = sourceOf(zip);
    expect(await listArchive(source, defaultExportLimits)).toHaveLength(2000);
    expect(source.reads.length).toBeLessThanOrEqual(4);
  });

  test('a link is told apart from a file', async () => {
    const zip = buildZip([
      { name: 'link', content: Buffer.from('../../etc/passwd'), unixMode: 0o120777 },
      { name: 'file', content, unixMode: 0o100644 },
    ]);
    expect((await list(zip)).map(({ kind }) => kind)).toEqual(['link', 'file']);
  });

  test('what is called a folder and has content is a file', async () => {
    expect(await list(buildZip([{ name: 'folder/', content }]))).toMatchObject([{ kind: 'file' }]);
  });

  test('two files of one name are both there', async () => {
    expect(
      await list(
        buildZip([
          { name: 'a', content },
          { name: 'a', content },
        ]),
      ),
    ).toHaveLength(2);
  });

  test('an empty archive has no entries', async () => {
    expect(await list(buildZip([]))).toEqual([]);
  });

  test('room is kept for extra fields and data descriptors, up to the next file', async () => {
    const zip = buildZip([
      { name: 'a', content, descriptor: true, localExtra: Buffer.alloc(12) },
      { name: 'b', content },
    ]);
    const [first, second] = await list(zip);
    expect(first?.end).toBe(second?.offset);
  });
});

describe('a name that leads outside', () => {
  test.each([
    ['../../etc/cron.d/x'],
    ['DICOM/../../x'],
    ['..'],
    ['..\\..\\x'],
    ['/etc/passwd'],
    ['\\\\server\\share\\x'],
    ['C:\\Windows\\x'],
    ['c:x'],
    ['DICOM/IM1\0.dcm'],
    ['line\nbreak'],
    [''],
  ])('%j refuses the export', async (name) => {
    expect(
      await codeOf(
        buildZip([
          { name: 'good', content },
          { name, content, flags: 0x0800 },
        ]),
      ),
    ).toBe('unsafe-member-name');
  });

  test('so does one that is too long to be a path', async () => {
    expect(await codeOf(buildZip([{ name: 'x'.repeat(1024), content }]))).toBe('accepted');
    expect(await codeOf(buildZip([{ name: 'x'.repeat(1025), content }]))).toBe('unsafe-member-name');
  });

  test('also where only the Unicode field says so', async () => {
    const plain = Buffer.from('harmless');
    const unicode = Buffer.from('../evil');
    const data = Buffer.alloc(5);
    data[0] = 1;
    data.writeUInt32LE(crc32(plain), 1);
    const header = Buffer.alloc(4);
    header.writeUInt16LE(0x7075, 0);
    header.writeUInt16LE(5 + unicode.length, 2);
    const extra = Buffer.concat([header, data, unicode]);
    expect(await codeOf(buildZip([{ name: plain, content, extra }]))).toBe('unsafe-member-name');
  });

  test.each(['a..b', '...', 'DICOM/..hidden', 'ab:c', 'con'])('%j is only odd', async (name) => {
    expect(await codeOf(buildZip([{ name, content }]))).toBe('accepted');
  });

  test('the refusal does not repeat the name', async () => {
    await expect(list(buildZip([{ name: '../DOE^JOHN', content }]))).rejects.toMatchObject({
      detail: { value: 'entry 0' },
      message: expect.not.stringContaining('DOE'),
    });
  });
});

describe('a bomb', () => {
  const kernel = deflateRawSync(Buffer.alloc(1 << 20));

  test('more than the size of the archive justifies', async () => {
    const entry = { name: 'zeros', content: Buffer.alloc(1 << 20) };
    expect(await codeOf(buildZip([entry]), { freeUnpackedBytes: 1000 })).toBe('bomb');
    expect(await codeOf(buildZip([entry]))).toBe('accepted');
  });

  test('stated sizes that add up to more than may ever be unpacked', async () => {
    const entries = [1, 2].map((index) => ({ name: `${index}`, packed: kernel, size: 0xfffffffe }));
    expect(await codeOf(buildZip(entries))).toBe('bomb');
  });

  test('a size of 2^63 bytes in the 64-bit field', async () => {
    const extra = Buffer.from('01000800ffffffffffffff7f', 'hex');
    expect(await codeOf(buildZip([{ name: 'huge', packed: kernel, size: 0xffffffff, extra }]))).toBe('bomb');
  });

  test('entries that share one content (Fifield, full overlap)', async () => {
    const first: EntrySpec = { name: 'a', content: Buffer.alloc(1 << 20) };
    const others = Array.from({ length: 50 }, (_, index) => ({
      ...first,
      name: `${index}`,
      offset: 0,
      onlyListed: true,
    }));
    expect(await codeOf(buildZip([first, ...others]))).toBe('corrupt-archive');
  });

  test('entries whose content goes over the headers of the next ones (Fifield, quoted overlap)', async () => {
    const inner = buildZip([{ name: 'b', content, method: 0 }]);
    const header = 30 + 1 + content.length;
    const entries: EntrySpec[] = [
      { name: 'a', method: 0, packed: Buffer.alloc(0), compressedSize: header, size: header },
      { name: 'b', content, method: 0 },
    ];
    expect(inner.length).toBeGreaterThan(header);
    expect(await codeOf(buildZip(entries))).toBe('corrupt-archive');
  });

  test('content that reaches into the directory', async () => {
    expect(await codeOf(buildZip([{ name: 'a', content, compressedSize: 1000 }]))).toBe('corrupt-archive');
  });

  test('an archive as large as no disc', async () => {
    expect(await codeOf(buildZip([{ name: 'a', content }]), { maxExportBytes: 20 })).toBe('too-large');
  });

  test('names as long as a book', async () => {
    const extra = Buffer.concat([
      Buffer.from('ffff', 'hex'),
      Buffer.from([0xe8, 0xfd]),
      Buffer.alloc(65_000),
    ]);
    const entries = Array.from({ length: 20 }, (_, index) => ({ name: `${index}`, content, extra }));
    expect(await codeOf(buildZip(entries), { maxDirectoryBytes: 1 << 20 })).toBe('too-large');
  });
});

describe('too many files', () => {
  const entries = (count: number): EntrySpec[] =>
    Array.from({ length: count }, (_, index) => ({ name: `${index}`, method: 0 }));

  test('more than the limit', async () => {
    expect(await codeOf(buildZip(entries(4)), { maxMembers: 3 })).toBe('too-many-members');
    expect(await codeOf(buildZip(entries(3)), { maxMembers: 3 })).toBe('accepted');
  });

  test('65 537 in 64-bit records', async () => {
    const listed: EntrySpec = { name: 'a', method: 0, onlyListed: true };
    const zip = withZip64End(buildZip(Array(65_537).fill(listed)), 65_537);
    expect(await codeOf(zip)).toBe('too-many-members');
  });

  test.each([0, 1, 2])('%i stated where there are three: nobody would look at the rest', async (count) => {
    expect(await codeOf(buildZip(entries(3), { count }))).toBe('corrupt-archive');
  });

  test('more stated than there are', async () => {
    expect(await codeOf(buildZip(entries(3), { count: 4 }))).toBe('corrupt-archive');
  });

  test('2^53 stated, and none of them there', async () => {
    expect(await codeOf(withZip64End(buildZip([]), 2 ** 53))).toBe('too-many-members');
  });
});

describe('a damaged one', () => {
  const zip = buildZip([
    { name: 'a', content },
    { name: 'b', content },
  ]);
  const cases: [code: string, what: string, zip: Uint8Array][] = [
    ['truncated', 'cut off in a file', zip.subarray(0, 40)],
    ['truncated', 'cut off in the directory', zip.subarray(0, zip.length - 60)],
    ['truncated', 'cut off in the end record', zip.subarray(0, zip.length - 1)],
    ['corrupt-archive', 'with bytes behind its end', Buffer.concat([zip, Buffer.alloc(10)])],
    [
      'corrupt-archive',
      'whose directory is somewhere else',
      buildZip([{ name: 'a', content }], { directoryOffset: 3 }),
    ],
    [
      'corrupt-archive',
      'whose directory is behind the end',
      buildZip([{ name: 'a', content }], { directoryOffset: 0x7fffffff }),
    ],
    [
      'corrupt-archive',
      'with an extra field longer than itself',
      buildZip([{ name: 'a', content, extra: Buffer.from('0100ff00', 'hex') }]),
    ],
    ['encrypted-archive', 'under strong encryption', buildZip([{ name: 'a', content, flags: 0x41 }])],
    [
      'unsupported-compression',
      'in several parts',
      buildZip([{ name: 'a', content }], { disk: 3 } satisfies ArchiveSpec),
    ],
  ];
  test.each(cases)('%s: %s', async (code, _what, bytes) => {
    expect(await codeOf(bytes)).toBe(code);
  });

  test.each([1, 2])('a storage that fails at read %i is no property of the archive', async (failing) => {
    const whole = sourceOf(zip);
    let reads = 0;
    const read = (offset: number, length: number) => {
      reads += 1;
      return reads === failing ? Promise.reject(new Error('storage is down')) : whole.read(offset, length);
    };
    await expect(listArchive({ size: zip.length, read }, defaultExportLimits)).rejects.toThrow(
      'storage is down',
    );
  });
});
