import type { ReadLimits } from '../../domain/kernel/limits';
import { RefusedError } from '../../domain/reasons/refusals';
import { readUid, readUnsigned } from '../attributes';
import type { Notes } from '../notes';
import { tags } from '../tags';
import { ElementCounter, valueEnd } from './bounds';
import { createSource, DataSet, type Element, formatTag, sameValue } from './dataSet';
import { readElementHeader } from './elementHeader';

export interface FileMeta {
  readonly dataSet: DataSet;
  readonly transferSyntaxUid?: string;
  /** The start of the data set. */
  readonly end: number;
}

/**
 * Reads the file meta information, PS3.10 7.1: always explicit little endian, up to the last element of group
 * 0002, whatever its stated length. If that length is wrong and the transfer syntax is missing, the group was
 * damaged and its rest may follow.
 * @throws RefusedError `truncated`, `length-past-end`, `duplicate-attribute`, `too-many-elements`,
 *   `malformed-dicom`
 */
export function readFileMeta(bytes: Uint8Array, start: number, limits: ReadLimits, notes: Notes): FileMeta {
  const source = createSource(bytes, true);
  const dataSet = new DataSet(source);
  let offset = start;
  const counter = new ElementCounter(limits.maxElements);
  while (offset + 8 <= bytes.length && source.view.getUint16(offset, true) === 0x0002) {
    const header = readElementHeader(source, offset, bytes.length, true, notes);
    counter.add(header.tag, offset);
    const end = valueEnd(source, header, offset, bytes.length);
    add(
      dataSet,
      { tag: header.tag, vr: header.vr, offset: header.valueOffset, length: header.length },
      notes,
    );
    offset = end;
  }
  noteMissing(dataSet, offset, notes);
  const transferSyntaxUid = readUid(dataSet, tags.transferSyntaxUid, notes);
  // Under another VR other readers may take it for another syntax.
  const { vr } = dataSet.get(tags.transferSyntaxUid) ?? {};
  if (vr !== undefined && vr !== 'UI') notes.add('harmless-vr');
  if (transferSyntaxUid === undefined && notes.has('wrong-meta-group-length')) {
    const code = bytes.length - offset < 8 ? 'truncated' : 'malformed-dicom';
    throw new RefusedError(code, { tag: formatTag(tags.transferSyntaxUid), offset });
  }
  return { dataSet, end: offset, ...(transferSyntaxUid === undefined ? {} : { transferSyntaxUid }) };
}

function add(dataSet: DataSet, element: Element, notes: Notes): void {
  const earlier = dataSet.get(element.tag);
  if (earlier !== undefined) {
    if (!sameValue(dataSet, earlier, element)) {
      throw new RefusedError('duplicate-attribute', { tag: formatTag(element.tag), offset: element.offset });
    }
    notes.add('repeated-attribute');
  }
  dataSet.elements.set(element.tag, element);
}

function noteMissing(dataSet: DataSet, end: number, notes: Notes): void {
  if (dataSet.elements.size === 0) {
    notes.add('missing-file-meta');
    return;
  }
  const stated = readUnsigned(dataSet, tags.metaGroupLength, notes);
  const groupLength = dataSet.get(tags.metaGroupLength);
  if (stated === undefined || groupLength === undefined) notes.add('missing-meta-group-length');
  else if (groupLength.offset + groupLength.length + stated !== end) notes.add('wrong-meta-group-length');
}
