import { encodeFileMeta } from '../../dicom/writing/encodePart10';

/** What the sender said of an object, and what the file's own head repeats. */
export interface SpoolHead {
  readonly sopClass: string;
  readonly sopInstance: string;
}

/** Longer than any head that we write. */
export const spoolHeadBytes = 1024;

/** Preamble and file meta information, PS3.10 7.1: the data set follows as it was sent. */
export function encodeSpoolHead(head: SpoolHead, transferSyntax: string): Buffer {
  return encodeFileMeta({ ...head, transferSyntax });
}

/** Of a file that we wrote; empty names if it is another one. */
export function readSpoolHead(bytes: Buffer): SpoolHead {
  const value = (element: number) => {
    const at = bytes.indexOf(Buffer.from([0x02, 0x00, element, 0x00, 0x55, 0x49]), 132);
    if (at < 0 || at + 8 > bytes.length) return '';
    return bytes.toString('latin1', at + 8, at + 8 + bytes.readUInt16LE(at + 6)).replace(/\0$/, '');
  };
  return { sopClass: value(0x02), sopInstance: value(0x03) };
}
