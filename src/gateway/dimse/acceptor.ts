import type { Socket } from 'node:net';
import {
  type AssociateRequest,
  type ContextAnswer,
  contextResults,
  encodeAssociateAccept,
  encodeReject,
  type OurSide,
  type ProposedContext,
  type Rejection,
  readAssociateRequest,
  releaseResponse,
} from '../upperLayer/associate';
import { Connection, type DataSink, nowhere } from '../upperLayer/connection';
import { PduFault } from '../upperLayer/pduFault';
import { type ControlType, pduTypes } from '../upperLayer/pduParser';
import { type Command, commandFields } from './commandSet';
import { type Outcome, statuses } from './status';

/** A request under way: where its data set goes, and what is answered once that is whole. */
export interface Work {
  readonly sink: DataSink;
  /** @returns the answer, after everything that it promises is durable */
  finish(): Promise<Outcome>;
  /** The association ended before the data set did. */
  discard(): void;
}

/** An accepted presentation context. */
export interface AcceptedContext {
  readonly abstractSyntax: string;
  readonly transferSyntax: string;
}

/** One service that an association offers. */
export interface Service {
  /** The transfer syntax for it; undefined if it is not ours, `none` if it is and nothing proposed fits. */
  accept(proposed: ProposedContext): string | undefined;
  readonly field: number;
  begin(command: Command, context: AcceptedContext, resume: () => void): Work;
}

/** Who may open an association, and what it can ask for. */
export interface Admission {
  admit(request: AssociateRequest, address: string): Rejection | readonly Service[];
  ended(request: AssociateRequest, why: string | undefined): void;
  refused(request: AssociateRequest, address: string, rejection: Rejection): void;
}

export interface AcceptorLimits {
  readonly openMilliseconds: number;
  readonly idleMilliseconds: number;
  readonly pduMilliseconds: number;
}

/** The side of an association that is called, PS3.8 9.2: one request at a time. */
export class Acceptor {
  private readonly connection: Connection;
  private request: AssociateRequest | undefined;
  private services: readonly Service[] = [];
  private readonly contexts = new Map<number, AcceptedContext & { service: Service }>();
  private work: { id: number; command: Command; work: Work; isWhole: boolean } | undefined;

  constructor(
    readonly socket: Socket,
    private readonly us: OurSide,
    private readonly limits: AcceptorLimits,
    private readonly admission: Admission,
    private readonly gone: (acceptor: Acceptor) => void,
  ) {
    this.connection = new Connection(
      socket,
      {
        control: (type, body) => this.control(type, body),
        command: (id, command) => this.command(id, command),
        dataEnd: () => this.answer(),
        closed: (why) => this.closed(why),
      },
      { longestData: us.longestData, pduMilliseconds: limits.pduMilliseconds },
    );
    this.connection.expectWithin(limits.openMilliseconds, 'no association was asked for');
  }

  get isAssociated(): boolean {
    return this.request !== undefined;
  }

  stop(why: string): void {
    this.connection.abort('notSpecified', why);
  }

  private control(type: ControlType, body: Buffer): void {
    if (type === pduTypes.associateRequest && this.request === undefined) this.open(body);
    else if (type === pduTypes.releaseRequest && this.request !== undefined && this.work === undefined) {
      this.connection.send(releaseResponse);
      this.connection.close(undefined);
    } else if (type === pduTypes.abort) this.connection.close('the peer aborted it');
    else throw new PduFault('unexpectedPdu', `an unexpected PDU of type ${type}`);
  }

  private open(body: Buffer): void {
    const request = readAssociateRequest(body);
    const address = this.socket.remoteAddress ?? '';
    const services = this.admission.admit(request, address);
    if (typeof services === 'string') {
      this.admission.refused(request, address, services);
      this.connection.send(encodeReject(services));
      this.connection.close(undefined);
      return;
    }
    this.request = request;
    this.services = services;
    const answers = request.contexts.map((proposed) => this.answerContext(proposed));
    this.connection.send(encodeAssociateAccept(request, answers, this.us));
    this.waitForRequest();
  }

  private answerContext(proposed: ProposedContext): ContextAnswer {
    const { id, abstractSyntax, transferSyntaxes } = proposed;
    for (const service of this.services) {
      const transferSyntax = service.accept(proposed);
      if (transferSyntax === undefined) continue;
      if (transferSyntax === 'none')
        return { id, result: contextResults.transferSyntaxes, transferSyntax: transferSyntaxes[0] ?? '' };
      this.contexts.set(id, { abstractSyntax, transferSyntax, service });
      return { id, result: contextResults.accepted, transferSyntax };
    }
    return { id, result: contextResults.abstractSyntax, transferSyntax: transferSyntaxes[0] ?? '' };
  }

  private waitForRequest(): void {
    this.connection.expectWithin(this.limits.idleMilliseconds, 'nothing came for too long');
  }

  private command(id: number, command: Command): DataSink {
    if (this.work !== undefined)
      throw new PduFault('unexpectedPdu', 'a request before the one before was answered');
    const context = this.contexts.get(id);
    if (context === undefined) throw new PduFault('invalidParameter', 'a context that was not accepted');
    const field = command.number('commandField');
    // There is nothing to cancel that takes long.
    if (field === commandFields.cancel) return nowhere;
    this.waitForRequest();
    const work =
      field === context.service.field
        ? context.service.begin(command, context, () => this.connection.resumeIfTaken())
        : answering({ status: statuses.unrecognisedOperation });
    this.work = { id, command, work, isWhole: false };
    if (!command.hasDataSet) this.answer();
    return this.watched(work.sink);
  }

  /** A data set that still comes is no idle association. */
  private watched(sink: DataSink): DataSink {
    return {
      get held() {
        return sink.held;
      },
      write: (bytes) => {
        this.connection.refresh();
        sink.write(bytes);
      },
    };
  }

  private answer(): void {
    const current = this.work;
    if (current === undefined) return;
    current.isWhole = true;
    this.connection.expectNothing();
    const failed = (): Outcome => ({ status: statuses.processingFailure });
    void current.work
      .finish()
      .catch(failed)
      .then((outcome) => {
        this.work = undefined;
        this.respond(current.id, current.command, outcome);
        this.waitForRequest();
      });
  }

  private respond(id: number, command: Command, { status, comment }: Outcome): void {
    const sopClass = command.uid('affectedSopClass') ?? command.uid('requestedSopClass');
    const sopInstance = command.uid('affectedSopInstance') ?? command.uid('requestedSopInstance');
    this.connection.sendMessage(
      id,
      {
        ...(sopClass === undefined ? {} : { affectedSopClass: sopClass }),
        commandField: command.number('commandField') | commandFields.response,
        respondedMessageId: command.number('messageId'),
        status,
        ...(comment === undefined ? {} : { errorComment: comment.slice(0, 64) }),
        ...(sopInstance === undefined ? {} : { affectedSopInstance: sopInstance }),
        ...(command.has('actionType') ? { actionType: command.number('actionType') } : {}),
      },
      this.request?.longestData ?? 0,
    );
  }

  private closed(why: string | undefined): void {
    if (this.work && !this.work.isWhole) this.work.work.discard();
    if (this.request !== undefined) this.admission.ended(this.request, why);
    this.gone(this);
  }
}

/** A request whose answer is known at once; its data set is passed over. */
export function answering(outcome: Outcome): Work {
  return { sink: nowhere, finish: async () => outcome, discard: () => {} };
}
