import type { ContainerClient } from '@azure/storage-blob';
import { mayNotLook } from '../../storage/calls/mayNotLook';
import { commandFields } from '../dimse/commandSet';
import { AssociationError, callPeer } from '../dimse/requestor';
import { statuses } from '../dimse/status';
import type { Ledger, OpenCommitment, ReferencedObject } from '../ledger/ledger';
import type { Peers } from '../peers';
import type { Spool } from '../spool/spool';
import type { OurSide } from '../upperLayer/associate';
import { type CommitmentResult, encodeCommitmentReport, implicitLittleEndian } from './commitmentDataSet';
import { commitmentClass, commitmentInstance } from './commitmentService';

const contextId = 1;
const allKept = 1;
const someFailed = 2;
const hour = 3_600_000;
/** Between two looks at what is open. */
const firstPause = 250;
const longestPause = 300_000;
const blobsAtOnce = 8;

export interface CommitterDeps {
  readonly ledger: Ledger;
  readonly spool: Spool;
  readonly container: ContainerClient;
  readonly peers: Peers;
  readonly us: OurSide;
  readonly aeTitle: string;
  readonly hours: number;
  readonly log: (line: string) => void;
}

/** Tells peers that asked for storage commitment what lies in the storage: not before all of it does or never will. */
export class Committer {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private pause = firstPause;
  private isStopped = false;

  constructor(private readonly deps: CommitterDeps) {}

  /** Something was asked, or reached the storage. */
  wake(): void {
    // One that is due soon is not put off by those that follow.
    if (this.timer !== undefined && this.pause === firstPause) return;
    this.pause = firstPause;
    this.later();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private later(): void {
    if (this.isStopped || this.running !== undefined) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      const failed = (error: Error) => this.deps.log(`The ledger cannot be read: ${error.message}.`);
      this.running = this.look()
        .catch(failed)
        .finally(() => {
          this.running = undefined;
          if (this.deps.ledger.hasOpenCommitments()) this.later();
        });
    }, this.pause);
  }

  private async look(): Promise<void> {
    this.pause = Math.min(this.pause * 2, longestPause);
    for (const request of this.deps.ledger.openCommitments()) if (!this.isStopped) await this.answer(request);
  }

  private async answer(request: OpenCommitment): Promise<void> {
    const { ledger, log, hours } = this.deps;
    const isLast = Date.now() - request.askedAt > hours * hour;
    try {
      const results = await this.resultsOf(request.objects, isLast);
      if (results === undefined) return;
      await this.report(request, results);
      ledger.answered(request);
      const failed = results.filter(({ failure }) => failure !== undefined).length;
      log(
        `${request.peer}: ${results.length - failed} objects committed${failed > 0 ? `, ${failed} not` : ''}.`,
      );
    } catch (error) {
      if (!isLast) {
        log(
          `${request.peer} could not be told of storage commitment: ${(error as Error).message}. It is tried again.`,
        );
        return;
      }
      ledger.answered(request);
      log(
        `${request.peer} could not be told of storage commitment for ${hours} hours, and is not tried again.`,
      );
    }
  }

  /** Undefined while something is still on its way, unless that has lasted too long. */
  private async resultsOf(
    objects: readonly ReferencedObject[],
    isLast: boolean,
  ): Promise<CommitmentResult[] | undefined> {
    const results: CommitmentResult[] = [];
    for (let start = 0; start < objects.length; start += blobsAtOnce) {
      const some = objects.slice(start, start + blobsAtOnce);
      const failures = await Promise.all(some.map((object) => this.failureOf(object)));
      if (failures.includes('waits') && !isLast) return undefined;
      some.forEach((object, at) => {
        const failure = failures[at];
        results.push({ ...object, failure: failure === 'waits' ? statuses.processingFailure : failure });
      });
    }
    return results;
  }

  private async failureOf({
    sopClass,
    sopInstance,
  }: ReferencedObject): Promise<number | 'waits' | undefined> {
    const { spool, ledger } = this.deps;
    if (spool.waitingInstance(sopInstance) !== undefined) return 'waits';
    const kept = ledger.find(sopInstance);
    if (kept === undefined || !(await this.isThere(kept.blob))) return statuses.noSuchInstance;
    return kept.sopClass === sopClass ? undefined : statuses.classConflict;
  }

  private async isThere(blob: string): Promise<boolean> {
    try {
      return await this.deps.container.getBlobClient(blob).exists();
    } catch (error) {
      // An identity that may write and not read: the ledger says what it wrote.
      if (mayNotLook(error)) return true;
      throw error;
    }
  }

  private async report(
    { peer, transaction }: OpenCommitment,
    results: readonly CommitmentResult[],
  ): Promise<void> {
    const { peers, us, aeTitle } = this.deps;
    const { host, port } = peers.named(peer) ?? {};
    if (host === undefined || port === undefined)
      throw new AssociationError('the configuration no longer has its host and port');
    const context = {
      id: contextId,
      abstractSyntax: commitmentClass,
      transferSyntaxes: [implicitLittleEndian],
    };
    const hasFailed = results.some(({ failure }) => failure !== undefined);
    await callPeer(
      { host, port, called: peer, calling: aeTitle },
      [{ ...context, weProvide: true }],
      us,
      async (association) => {
        if (association.transferSyntaxOf(contextId) === undefined)
          throw new AssociationError('it does not take answers to storage commitment');
        const answer = await association.request(
          contextId,
          {
            affectedSopClass: commitmentClass,
            commandField: commandFields.eventReport,
            affectedSopInstance: commitmentInstance,
            eventType: hasFailed ? someFailed : allKept,
          },
          encodeCommitmentReport(transaction, results),
        );
        const status = answer.number('status');
        if (status !== statuses.success)
          throw new AssociationError(`it answered with status ${status.toString(16)}`);
      },
    );
  }
}
