import { createHash } from 'node:crypto';
import { readInstanceNames } from '../../dicom/instanceNames';
import type { RelatedPart } from '../../formats/multipartRelated';

/** Why an instance was not stored, PS3.18 table I.2-2. */
export const storeFailures = {
  /** It is not of the study that the address names. */
  otherStudy: 0xa901,
  cannotUnderstand: 0xc000,
  transferSyntax: 0xc122,
  /** No application/dicom. */
  otherContent: 0x0110,
} as const;

/** What became of one part of a request. */
export interface StoredInstance {
  /** Undefined if it cannot be told what it is. */
  readonly named?: { readonly sopClass: string; readonly sopInstance: string };
  /** Undefined if it was stored. */
  readonly failure?: number;
}

export interface StoreInstancesDeps {
  readonly incoming: { put(name: string, bytes: Uint8Array): Promise<void> };
}

/** The source of what comes in this way: the first folder of its name. */
const source = 'dicomweb';
const putsAtOnce = 4;

/**
 * Puts the instances of a request among the incoming files, byte for byte, each named by its content: sent twice, it is
 * one file. Whether it can be read is found out later, as of every file.
 */
export function createStoreInstances({ incoming }: StoreInstancesDeps) {
  const storeOne = async (
    { contentType, bytes }: RelatedPart,
    study: string | undefined,
  ): Promise<StoredInstance> => {
    if (contentType !== 'application/dicom') return { failure: storeFailures.otherContent };
    const names = readInstanceNames(bytes);
    if (names === undefined) return { failure: storeFailures.cannotUnderstand };
    const { sopClass, sopInstance } = names;
    const named = { sopClass, sopInstance };
    if (!names.isRead) return { named, failure: storeFailures.transferSyntax };
    // Of a deflated one the study is not known here; it is stored as what it is.
    if (study !== undefined && names.study !== undefined && names.study !== study)
      return { named, failure: storeFailures.otherStudy };
    await incoming.put(`${source}/${createHash('sha256').update(bytes).digest('hex')}.dcm`, bytes);
    return { named };
  };

  /** @param study the Study Instance UID that the address names, if it does */
  return async (parts: readonly RelatedPart[], study: string | undefined): Promise<StoredInstance[]> => {
    const results: StoredInstance[] = [];
    for (let start = 0; start < parts.length; start += putsAtOnce) {
      const some = parts.slice(start, start + putsAtOnce);
      results.push(...(await Promise.all(some.map((part) => storeOne(part, study)))));
    }
    return results;
  };
}
