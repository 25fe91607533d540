import { findTransferSyntax } from '../../dicom/codecs/registry';
import { RefusedError } from '../../domain/reasons/refusals';
import type { Spool } from '../spool/spool';
import { encodeSpoolHead } from '../spool/spoolHead';
import { answering, type Service, type Work } from './acceptor';
import { commandFields } from './commandSet';
import { type Outcome, statuses } from './status';

/** The root of all storage SOP classes of the standard, PS3.4 B.5; queries are under another one. */
const storageRoot = '1.2.840.10008.5.1.4.1.1.';

export const verificationClass = '1.2.840.10008.1.1';

/** C-ECHO, PS3.4 A. */
export const echoService: Service = {
  field: commandFields.echo,
  accept: ({ abstractSyntax, transferSyntaxes }) =>
    abstractSyntax === verificationClass ? (transferSyntaxes.find(isRead) ?? 'none') : undefined,
  begin: () => answering({ status: statuses.success }),
};

function isRead(uid: string): boolean {
  try {
    findTransferSyntax(uid);
    return true;
  } catch (error) {
    if (error instanceof RefusedError) return false;
    throw error;
  }
}

/** What became of an object of a sender. */
export interface StoreCounts {
  stored(bytes: number): void;
  refused(outcome: Outcome): void;
}

/**
 * C-STORE, PS3.4 B: the data set goes to the spool byte for byte, in the transfer syntax that was agreed, and success is
 * answered once it is durable there.
 *
 * @param source the folder of this sender
 * @param more storage SOP classes that are not of the standard
 */
export function createStoreService(
  spool: Spool,
  source: string,
  counts: StoreCounts,
  more: readonly string[] = [],
): Service {
  const isStorage = (uid: string) => uid.startsWith(storageRoot) || more.includes(uid);
  return {
    field: commandFields.store,
    // The order in which the sender would have them.
    accept: ({ abstractSyntax, transferSyntaxes }) =>
      isStorage(abstractSyntax) ? (transferSyntaxes.find(isRead) ?? 'none') : undefined,
    begin(command, { abstractSyntax, transferSyntax }, resume): Work {
      const sopInstance = command.uid('affectedSopInstance');
      const sopClass = command.uid('affectedSopClass');
      const refuse = (outcome: Outcome) => {
        counts.refused(outcome);
        return answering(outcome);
      };
      if (sopInstance === undefined) return refuse({ status: statuses.invalidInstance });
      if (sopClass !== abstractSyntax) return refuse({ status: statuses.noSuchClass });
      if (!command.hasDataSet)
        return refuse({ status: statuses.cannotUnderstand, comment: 'There is no data set' });
      const head = { sopClass, sopInstance };
      const full = spool.refusal();
      const writer = spool.write(encodeSpoolHead(head, transferSyntax), resume);
      return {
        sink: writer,
        discard: () => void writer.discard(),
        async finish() {
          const outcome = await keep();
          if (outcome.status !== statuses.success) counts.refused(outcome);
          return outcome;
        },
      };

      async function keep(): Promise<Outcome> {
        try {
          const refusal = await full;
          if (refusal !== undefined) {
            await writer.discard();
            return refusal;
          }
          counts.stored((await spool.keep(writer, source, head)).bytes);
          return { status: statuses.success };
        } catch (error) {
          return failureOf(error);
        }
      }
    },
  };
}

function failureOf(error: unknown): Outcome {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return { status: statuses.outOfResources, comment: 'The disk of the gateway is full' };
  return {
    status: statuses.processingFailure,
    comment: `The gateway could not write to its disk (${code ?? 'unknown'})`,
  };
}
