import { setImmediate as breathe } from 'node:timers/promises';
import { type Entry, fromRandomAccessReaderPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';
import type { Member } from '../../domain/intake/exportRecord';
import type { ExportLimits } from '../../domain/kernel/limits';
import { RefusedError } from '../../domain/reasons/refusals';
import { layOut } from './layout';
import { isUnsafeName } from './memberName';
import type { RangeSource } from './rangeSource';
import { WindowedReader } from './windowedReader';

/** One entry of the archive's directory. */
export interface ArchiveEntry extends Member {
  readonly kind: 'file' | 'folder' | 'link';
}

/**
 * Lists a ZIP by its central directory, APPNOTE.TXT 4.3.12, and checks it as a whole: everything that only a
 * hostile or damaged archive does is detected here, before any of its files is read.
 *
 * @returns every entry, in the order of the directory
 * @throws RefusedError `too-large`, `too-many-members`, `unsafe-member-name`, `encrypted-archive`, `bomb`,
 *   `truncated`, `corrupt-archive`; errors of the source are rethrown
 */
export async function listArchive(source: RangeSource, limits: ExportLimits): Promise<ArchiveEntry[]> {
  if (source.size > limits.maxExportBytes) throw new RefusedError('too-large', { value: source.size });
  const { entries, start, end } = await readDirectory(source, limits);
  await assertDirectoryEnds(source, end);
  assertSize(entries, source.size, limits);
  return layOut(entries, start);
}

interface Directory {
  readonly entries: ArchiveEntry[];
  /** Its start and end in the archive. */
  readonly start: number;
  readonly end: number;
}

async function readDirectory(source: RangeSource, limits: ExportLimits): Promise<Directory> {
  const reader = new WindowedReader(source);
  try {
    // Names are decoded here and not by yauzl, whose errors quote them.
    const options = { decodeStrings: false, validateEntrySizes: false, autoClose: false };
    const zip = await fromRandomAccessReaderPromise(reader, source.size, options);
    const start = cursorOf(zip);
    const entries = await readEntries(zip, limits);
    return { entries, start, end: cursorOf(zip) };
  } catch (error) {
    if (reader.failure !== undefined) throw reader.failure;
    throw error instanceof RefusedError ? error : refusalOf(error);
  }
}

/** yauzl's own position in the directory, for which its types are wrong. */
function cursorOf(zip: ZipFile): number {
  return Number(zip.readEntryCursor);
}

const entriesAtOnce = 500;

async function readEntries(zip: ZipFile, limits: ExportLimits): Promise<ArchiveEntry[]> {
  if (zip.entryCount > limits.maxMembers) {
    throw new RefusedError('too-many-members', { value: zip.entryCount });
  }
  const start = cursorOf(zip);
  const entries: ArchiveEntry[] = [];
  for await (const entry of zip.eachEntry()) {
    if (cursorOf(zip) - start > limits.maxDirectoryBytes) throw new RefusedError('too-large');
    entries.push(entryOf(entry, entries.length));
    // All entries may come from one piece that was read earlier; without this, the event loop would be
    // blocked.
    if (entries.length % entriesAtOnce === 0) await breathe();
  }
  return entries;
}

const encryptedFlags = 0x0001 | 0x0040 | 0x2000;

function entryOf(entry: Entry, index: number): ArchiveEntry {
  // Without decodeStrings, yauzl returns the raw name.
  const raw = entry.fileNameRaw;
  const name = getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false);
  const offset = entry.relativeOffsetOfLocalHeader;
  if (isUnsafeName(name, raw)) throw new RefusedError('unsafe-member-name', { value: `entry ${index}` });
  const { compressedSize, uncompressedSize: size, crc32, compressionMethod: method } = entry;
  return {
    index,
    name,
    kind: kindOf(entry, name),
    offset,
    end: offset + localHeaderBytes + raw.length + compressedSize,
    compressedSize,
    size,
    crc32,
    method,
    encrypted: (entry.generalPurposeBitFlag & encryptedFlags) !== 0,
  };
}

/** Without its name and extra field. */
const localHeaderBytes = 30;

const unixHost = 3;
const unixLink = 0xa000;

/** An entry that is named like a folder but has content is treated as a file. */
function kindOf(entry: Entry, name: string): ArchiveEntry['kind'] {
  if (name.endsWith('/') && entry.uncompressedSize === 0) return 'folder';
  const mode = (entry.externalFileAttributes >>> 16) & 0xf000;
  return entry.versionMadeBy >>> 8 === unixHost && mode === unixLink ? 'link' : 'file';
}

const endMarks = new Set([0x06054b50, 0x06064b50, 0x05054b50]);

/** An archive can state fewer entries than it has; other programs would unpack entries that were not checked here. */
async function assertDirectoryEnds(source: RangeSource, cursor: number): Promise<void> {
  const length = Math.min(4, source.size - cursor);
  const mark = Buffer.from(length > 0 ? await source.read(cursor, length) : []);
  if (mark.length < 4 || !endMarks.has(mark.readUInt32LE(0)))
    throw new RefusedError('corrupt-archive', { offset: cursor });
}

function assertSize(entries: readonly ArchiveEntry[], archiveBytes: number, limits: ExportLimits): void {
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  const allowed = Math.max(limits.freeUnpackedBytes, archiveBytes * limits.maxRatio);
  if (unpacked > Math.min(allowed, limits.maxUnpackedBytes))
    throw new RefusedError('bomb', { value: unpacked });
}

/** yauzl's errors differ only in their messages. */
function refusalOf(error: unknown): RefusedError {
  const message = error instanceof Error ? error.message : '';
  if (message.startsWith('End of central directory record signature not found'))
    return new RefusedError('truncated');
  if (message.startsWith('strong encryption')) return new RefusedError('encrypted-archive');
  if (message.startsWith('multi-disk')) return new RefusedError('unsupported-compression');
  return new RefusedError('corrupt-archive');
}
