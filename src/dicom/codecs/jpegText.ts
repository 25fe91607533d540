/** JFIF and Adobe say what the components mean (ITU-T T.871, T.872). */
export const keptInJpeg: readonly number[] = [0xe0, 0xee];

/** APP8 of the first implementation says which colour transform was applied. */
export const keptInJpegLs: readonly number[] = [0xe8];

const marker = { comment: 0xfe, firstApplication: 0xe0, lastApplication: 0xef, endOfImage: 0xd9 };

/**
 * A JPEG or JPEG-LS stream without comments and without application segments but those that a decoder needs:
 * they hold free text, and nothing stored beside an image may identify the patient.
 *
 * @param stream whose structure has been checked
 * @param kept markers of the application segments that stay
 * @returns the stream itself if there is nothing to take out
 */
export function withoutText(stream: Uint8Array, kept: readonly number[]): Uint8Array {
  const bytes = Buffer.from(stream.buffer, stream.byteOffset, stream.byteLength);
  const pieces: Uint8Array[] = [];
  let [begin, offset] = [0, 2];
  for (;;) {
    offset = bytes.indexOf(0xff, offset);
    const found = offset < 0 ? marker.endOfImage : (bytes[offset + 1] ?? marker.endOfImage);
    if (found === marker.endOfImage) break;
    // Within scans: stuffed, a restart, or filled up.
    const hasSegment = found >= 0xc0 && found !== 0xff && (found < 0xd0 || found > 0xd7);
    const end = hasSegment ? offset + 2 + bytes.readUInt16BE(offset + 2) : offset + (found === 0xff ? 1 : 2);
    if (isText(found) && !kept.includes(found)) {
      pieces.push(bytes.subarray(begin, offset));
      begin = end;
    }
    offset = end;
  }
  return pieces.length === 0 ? stream : Buffer.concat([...pieces, bytes.subarray(begin)]);
}

function isText(found: number): boolean {
  return found === marker.comment || (found >= marker.firstApplication && found <= marker.lastApplication);
}
