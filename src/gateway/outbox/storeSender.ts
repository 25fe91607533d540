import { implicitDataSet } from '../../dicom/writing/implicitDataSet';
import type { Answer } from '../../domain/outputs/answer';
import { commandFields } from '../dimse/commandSet';
import { AssociationError, callPeer, type Requestor, type Target } from '../dimse/requestor';
import type { OurSide } from '../upperLayer/associate';

/** A DICOM file in Explicit VR Little Endian, and what its head says. */
export interface ObjectToStore {
  readonly bytes: Buffer;
  readonly sopClass: string;
  readonly sopInstanceUid: string;
}

const explicitLittleEndian = '1.2.840.10008.1.2.1';
/** The one that every DICOM application takes, PS3.5 10.1. */
const implicitLittleEndian = '1.2.840.10008.1.2';
/** What a receiver of any kind can make of one object, the worst first. */
const ranks = { refused: 0, again: 1, accepted: 2 } as const;

/** Stores objects at a PACS by C-STORE, all in one association. Whatever goes wrong is an answer. */
export async function storeObjects(
  target: Target,
  us: OurSide,
  objects: readonly ObjectToStore[],
): Promise<Answer> {
  const classes = [...new Set(objects.map(({ sopClass }) => sopClass))];
  const contexts = classes.map((abstractSyntax, at) => ({
    id: 2 * at + 1,
    abstractSyntax,
    transferSyntaxes: [explicitLittleEndian, implicitLittleEndian],
  }));
  try {
    return await callPeer(target, contexts, us, async (association) => {
      const answers: Answer[] = [];
      for (const object of objects)
        answers.push(await storeOne(association, 2 * classes.indexOf(object.sopClass) + 1, object));
      return togetherOf(answers);
    });
  } catch (error) {
    return { outcome: 'again', ...notAnswered(error) };
  }
}

function notAnswered(error: unknown): Pick<Answer, 'code' | 'text'> {
  const kind = error instanceof AssociationError ? error.kind : 'broken';
  const text = { text: (error as Error).message.slice(0, 500) };
  const codes = {
    unreachable: 'unreachable',
    refused: 'not-allowed',
    busy: 'busy',
    broken: 'no-answer',
  } as const;
  return { code: codes[kind], ...text };
}

async function storeOne(association: Requestor, context: number, object: ObjectToStore): Promise<Answer> {
  const syntax = association.transferSyntaxOf(context);
  // The receiver takes no objects of this kind.
  if (syntax === undefined) return { outcome: 'refused', code: 'rejected', status: 'presentation context' };
  const answer = await association.request(
    context,
    {
      affectedSopClass: object.sopClass,
      commandField: commandFields.store,
      priority: 0,
      affectedSopInstance: object.sopInstanceUid,
    },
    syntax === implicitLittleEndian ? implicitDataSet(dataSetOf(object.bytes)) : dataSetOf(object.bytes),
  );
  return meaningOf(answer.number('status'), answer.text('errorComment'));
}

/** Behind preamble and file meta information, whose first element is its length, PS3.10 7.1. */
function dataSetOf(file: Buffer): Buffer {
  return file.subarray(144 + file.readUInt32LE(140));
}

/** What a status of C-STORE means, PS3.4 B.2.3 and PS3.7 C. */
export function meaningOf(status: number, comment?: string): Answer {
  const said = {
    status: status.toString(16).toUpperCase().padStart(4, '0'),
    ...(comment ? { text: comment.slice(0, 500) } : {}),
  };
  if (status === 0) return { outcome: 'accepted', code: 'accepted', ...said };
  // It is there already: an object of ours has one content under its UID.
  if (status === 0x0111) return { outcome: 'accepted', code: 'accepted', ...said };
  if (status === 0x0001 || status >>> 12 === 0xb)
    return { outcome: 'accepted', code: 'accepted-with-warnings', ...said };
  if (status >>> 8 === 0xa7) return { outcome: 'again', code: 'busy', ...said };
  if (status === 0x0110) return { outcome: 'again', code: 'receiver-error', ...said };
  if (status === 0x0124) return { outcome: 'refused', code: 'not-allowed', ...said };
  return { outcome: 'refused', code: 'rejected', ...said };
}

/** What was refused will be refused again; what may go better is sent again with the rest, which does no harm. */
function togetherOf(answers: readonly Answer[]): Answer {
  const [worst] = [...answers].sort((a, b) => ranks[a.outcome] - ranks[b.outcome] || warned(b) - warned(a));
  if (worst?.outcome === 'refused' && answers.some(({ outcome }) => outcome !== 'refused'))
    return { ...worst, code: 'partly-rejected' };
  return worst as Answer;
}

function warned({ code }: Answer): number {
  return code === 'accepted-with-warnings' ? 1 : 0;
}
