import { RefusedError } from '../domain/reasons/refusals';

/** How a format that is not read is recognised: bytes at an offset from the start of its files. */
interface Mark {
  readonly name: string;
  readonly offset: number;
  readonly bytes: string;
}

const mark = (name: string, offset: number, bytes: string): Mark => ({ name, offset, bytes });

const archives: readonly Mark[] = [
  mark('7z', 0, '7z\xbc\xaf\x27\x1c'),
  mark('RAR', 0, 'Rar!\x1a\x07'),
  mark('TAR', 257, 'ustar'),
];

/** HEIC and AVIF name their kind behind the box type of ISO 14496-12. */
const pictures: readonly Mark[] = [
  mark('PDF', 0, '%PDF-'),
  ...['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'].map((brand) =>
    mark('HEIC', 4, `ftyp${brand}`),
  ),
  mark('AVIF', 4, 'ftypavif'),
  mark('NIfTI', 344, 'n+1\0'),
  mark('NIfTI', 344, 'ni1\0'),
  mark('NIfTI', 4, 'n+2\0\r\n\x1a\n'),
];

/** The refusal of a file that is nothing we read: it names the format if that is a well-known one. */
export function refusalOfUnread(file: Uint8Array): RefusedError {
  const archive = nameOf(file, archives);
  if (archive !== undefined) return new RefusedError('archive-not-read', { value: archive });
  const picture = nameOf(file, pictures);
  return picture === undefined
    ? new RefusedError('not-an-image')
    : new RefusedError('format-not-read', { value: picture });
}

function nameOf(file: Uint8Array, marks: readonly Mark[]): string | undefined {
  const start = Buffer.from(file.subarray(0, 512)).toString('latin1');
  return marks.find(({ offset, bytes }) => start.startsWith(bytes, offset))?.name;
}
