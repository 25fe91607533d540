import { readFileSync, statSync } from 'node:fs';
import type { DecoderPool } from '../../../decoder/decoderPool';
import { fileReader } from '../../../decoder/readImageJob';
import { deidentifyFile } from '../../../dicom/deidentification/deidentifyFile';
import type { ImageDescription } from '../../../domain/image/imageDescription';
import { withoutPicture } from '../../../domain/image/withoutPicture';
import type { Pseudonyms } from '../../../domain/kernel/identifiers/pseudonyms';
import { defaultReadLimits } from '../../../domain/kernel/limits';
import type { ReadNote } from '../../../domain/reasons/readNotes';
import { RefusedError } from '../../../domain/reasons/refusals';
import { unpackGzip } from '../../../formats/archive/unpackGzip';
import { sniffFormat } from '../../../formats/fileFormat';
import type { Found } from '../../files/findFiles';
import { phrases, texts } from '../../language/language';
import { diskProblem } from '../../terminal/errors';
import { refusalWords } from '../../terminal/refusalWords';

/** A file without anything that identifies the patient, or the reason, in words, why there is none. */
export type Deidentified =
  | { readonly outcome: 'done'; readonly bytes: Uint8Array; readonly warnings: readonly string[] }
  | { readonly outcome: 'refused'; readonly why: string };

export interface DeidentifySettings {
  readonly pseudonyms: Pseudonyms;
  readonly shiftDates: boolean;
  readonly keepCharacteristics: boolean;
}

/** A file is read in a killable process before it is touched here: a file refused there is not rewritten. */
export async function deidentifyOne(
  pool: DecoderPool,
  found: Found,
  settings: DeidentifySettings,
): Promise<Deidentified> {
  if ('problem' in found) return { outcome: 'refused', why: found.problem };
  try {
    if (statSync(found.path).size > defaultReadLimits.maxFileBytes) throw new RefusedError('too-large');
    const bytes = readFileSync(found.path);
    const { description } = await fileReader(pool, defaultReadLimits)(bytes, '');
    const why = unfit(description);
    if (why !== undefined) return { outcome: 'refused', why };
    return {
      outcome: 'done',
      bytes: await deidentifyFile(await plain(bytes), defaultReadLimits, settings),
      warnings: warningsOf(description),
    };
  } catch (error) {
    if (error instanceof RefusedError)
      return { outcome: 'refused', why: `${error.code}: ${refusalWords(error.code, error.detail)}` };
    const problem = diskProblem(error);
    if (problem === undefined) throw error;
    return { outcome: 'refused', why: problem };
  }
}

/** The file itself, if it is packed. */
async function plain(bytes: Uint8Array): Promise<Uint8Array> {
  return sniffFormat(bytes) === 'gzip' ? unpackGzip(bytes, defaultReadLimits) : bytes;
}

function unfit(description: ImageDescription): string | undefined {
  const said = texts.images.deidentify;
  if (description.format !== 'dicom') return said.noDicom;
  const reason = withoutPicture(description);
  return reason === undefined ? undefined : `${reason}: ${said.noPicture[reason]}`;
}

function warningsOf({ burnedInAnnotation, notes }: ImageDescription): string[] {
  const likely: ReadNote = 'burned-in-text-likely';
  if (burnedInAnnotation) return [texts.images.deidentify.burnedIn];
  return notes.includes(likely) ? [phrases.noteWords(likely)] : [];
}
