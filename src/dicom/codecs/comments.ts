import { markers, readMarkerSegment } from './codestreamHeader';

/**
 * A copy of a JPEG 2000 codestream with its comments (COM, ITU-T T.800 A.9.2) blanked: they are free text,
 * and nothing stored beside an image may identify the patient. The segments stay in place, so no length
 * changes.
 *
 * @param codestream whose structure has been checked
 */
export function withoutComments(codestream: Uint8Array): Uint8Array {
  const copy = codestream.slice();
  const view = new DataView(copy.buffer);
  let partEnd = 0;
  let offset = 2;
  while (offset + 4 <= copy.length) {
    const marker = view.getUint16(offset);
    if (marker === markers.sod) {
      // The last tile-part may leave its length open; only packets follow then.
      if (partEnd === 0) break;
      offset = partEnd;
      continue;
    }
    if (marker < 0xff00 || marker === 0xffff || marker === markers.eoc) break;
    const { start, end } = readMarkerSegment(view, offset);
    if (marker === markers.com) copy.fill(0, start + 2, end);
    if (marker === markers.sot) partEnd = view.getUint32(start + 2) && offset + view.getUint32(start + 2);
    offset = end;
  }
  return copy;
}
