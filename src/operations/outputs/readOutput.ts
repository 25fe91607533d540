import type { Actor } from '../../domain/kernel/actor';
import { ChangedOutsideError } from '../../domain/kernel/sealing/changedOutside';
import { type Edition, editionIn } from '../../domain/outputs/delivery';
import type { OutputPlace } from '../../domain/outputs/receiver';
import { type ReportLine, readReport } from '../../interchange/dicom/readReport';
import { createRecordLook, type RecordLookDeps } from '../study/lookUpIdentity';
import type { OutputsPort } from './ports';

export interface ReadOutputDeps extends RecordLookDeps {
  readonly outputs: Pick<OutputsPort, 'delivery' | 'object'>;
}

/** An output as somebody reads it who may know whom it is about. */
export interface ReadOutput {
  /** Of a structured report. */
  readonly report?: readonly ReportLine[];
  readonly edition: Edition;
}

const purpose = 'output to another system';

/** Reads what was sent; that somebody does is recorded first. @returns undefined if there is no such output */
export function createReadOutput(deps: ReadOutputDeps) {
  const { outputs } = deps;
  const recordLook = createRecordLook(deps);

  async function looked(place: OutputPlace, edition: string, actor: Actor): Promise<Edition | undefined> {
    const found = editionIn(await outputs.delivery(place), edition);
    return found && (await recordLook(place.studyId, actor, purpose)) ? found : undefined;
  }

  async function bytesOf(object: Edition['objects'][number] | undefined): Promise<Uint8Array | undefined> {
    if (object === undefined) return undefined;
    const bytes = await outputs.object(object.blob);
    if (bytes === undefined) throw new ChangedOutsideError('outputs', object.blob);
    return bytes;
  }

  return {
    content: async (place: OutputPlace, edition: string, actor: Actor): Promise<ReadOutput | undefined> => {
      const found = await looked(place, edition, actor);
      const file = place.form === 'sr' ? await bytesOf(found?.objects[0]) : undefined;
      return found && { edition: found, ...(file === undefined ? {} : { report: await readReport(file) }) };
    },

    /** @param number of the file, from 1 */
    file: async (place: OutputPlace, edition: string, number: number, actor: Actor) =>
      bytesOf((await looked(place, edition, actor))?.objects[number - 1]),
  };
}
