import { Notes } from '../../dicom/notes';
import { createSource, type DataSet } from '../../dicom/parsing/dataSet';
import { scanDataSet } from '../../dicom/parsing/scan';
import { defaultReadLimits } from '../../domain/kernel/limits';
import { RefusedError } from '../../domain/reasons/refusals';
import type { ReferencedObject } from '../ledger/ledger';
import { uidOf } from '../upperLayer/items';

/** PS3.4 J.3.1 and J.3.3. */
const tags = {
  referencedSopClass: 0x00081150,
  referencedSopInstance: 0x00081155,
  transactionUid: 0x00081195,
  failureReason: 0x00081197,
  failedSequence: 0x00081198,
  referencedSequence: 0x00081199,
} as const;

export const implicitLittleEndian = '1.2.840.10008.1.2';
export const explicitLittleEndian = '1.2.840.10008.1.2.1';

export interface CommitmentRequest {
  readonly transaction: string;
  readonly objects: readonly ReferencedObject[];
}

/** Of an N-ACTION; undefined if it is not what the standard asks for. */
export function readCommitmentRequest(bytes: Buffer, transferSyntax: string): CommitmentRequest | undefined {
  try {
    const { dataSet } = scanDataSet(
      createSource(bytes, true),
      0,
      transferSyntax !== implicitLittleEndian,
      defaultReadLimits,
      new Notes(),
      new Set([tags.referencedSequence]),
    );
    const transaction = uidAt(dataSet, tags.transactionUid);
    const objects = dataSet.items(tags.referencedSequence).map((item) => ({
      sopClass: uidAt(item, tags.referencedSopClass),
      sopInstance: uidAt(item, tags.referencedSopInstance),
    }));
    return transaction !== undefined && objects.length > 0 && objects.every(isWhole)
      ? { transaction, objects }
      : undefined;
  } catch (error) {
    if (error instanceof RefusedError) return undefined;
    throw error;
  }
}

function isWhole(object: Partial<ReferencedObject>): object is ReferencedObject {
  return object.sopClass !== undefined && object.sopInstance !== undefined;
}

function uidAt(dataSet: DataSet, tag: number): string | undefined {
  const element = dataSet.get(tag);
  return element && uidOf(dataSet.value(element));
}

/** What is said of one object: kept, or why not, PS3.3 C.14.1.1. */
export interface CommitmentResult extends ReferencedObject {
  readonly failure: number | undefined;
}

/** Of an N-EVENT-REPORT, in Implicit VR Little Endian, which every peer takes. */
export function encodeCommitmentReport(transaction: string, results: readonly CommitmentResult[]): Buffer {
  const kept = results.filter(({ failure }) => failure === undefined).map(encodeReference);
  const failed = results
    .filter(({ failure }) => failure !== undefined)
    .map((result) =>
      Buffer.concat([encodeReference(result), element(tags.failureReason, short(result.failure ?? 0))]),
    );
  return Buffer.concat([
    element(tags.transactionUid, uid(transaction)),
    ...(failed.length > 0 ? [sequence(tags.failedSequence, failed)] : []),
    ...(kept.length > 0 ? [sequence(tags.referencedSequence, kept)] : []),
  ]);
}

function encodeReference({ sopClass, sopInstance }: ReferencedObject): Buffer {
  return Buffer.concat([
    element(tags.referencedSopClass, uid(sopClass)),
    element(tags.referencedSopInstance, uid(sopInstance)),
  ]);
}

function sequence(tag: number, items: readonly Buffer[]): Buffer {
  return element(tag, Buffer.concat(items.map((item) => element(0xfffee000, item))));
}

function element(tag: number, value: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(tag >>> 16, 0);
  head.writeUInt16LE(tag & 0xffff, 2);
  head.writeUInt32LE(value.length, 4);
  return Buffer.concat([head, value]);
}

function uid(text: string): Buffer {
  return Buffer.from(text.length % 2 === 0 ? text : `${text}\0`, 'latin1');
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
