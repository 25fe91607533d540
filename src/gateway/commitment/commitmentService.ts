import { answering, type Service, type Work } from '../dimse/acceptor';
import { commandFields } from '../dimse/commandSet';
import { type Outcome, statuses } from '../dimse/status';
import type { Ledger } from '../ledger/ledger';
import { PduFault } from '../upperLayer/pduFault';
import { explicitLittleEndian, implicitLittleEndian, readCommitmentRequest } from './commitmentDataSet';

/** Storage Commitment Push Model and its one instance, PS3.4 J.3. */
export const commitmentClass = '1.2.840.10008.1.20.1';
export const commitmentInstance = '1.2.840.10008.1.20.1.1';

const requestAction = 1;
/** Some 50 000 objects. */
const longestRequest = 8 << 20;

/**
 * Takes requests for storage commitment. What is asked for is durable before it is acknowledged; the answer follows in
 * an association of our own.
 *
 * @param asked called after each request
 */
export function createCommitmentService(ledger: Ledger, peer: string, asked: () => void): Service {
  return {
    field: commandFields.action,
    accept: ({ abstractSyntax, transferSyntaxes }) =>
      abstractSyntax === commitmentClass
        ? (transferSyntaxes.find((uid) => uid === implicitLittleEndian || uid === explicitLittleEndian) ??
          'none')
        : undefined,
    begin(command, { transferSyntax }): Work {
      if (command.uid('requestedSopInstance') !== commitmentInstance)
        return answering({ status: statuses.noSuchInstance });
      if (command.number('actionType') !== requestAction) return answering({ status: statuses.noSuchAction });
      const pieces: Buffer[] = [];
      let held = 0;
      return {
        sink: {
          held: 0,
          write(bytes) {
            held += bytes.length;
            if (held > longestRequest) throw new PduFault('notSpecified', 'a request for too many objects');
            pieces.push(bytes);
          },
        },
        discard: () => {},
        async finish(): Promise<Outcome> {
          const request = readCommitmentRequest(Buffer.concat(pieces), transferSyntax);
          if (request === undefined) return { status: statuses.invalidArgument };
          ledger.ask({ peer, ...request, askedAt: Date.now() });
          asked();
          return { status: statuses.success };
        },
      };
    },
  };
}
