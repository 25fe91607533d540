import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import {
  type ContextAnswer,
  encodeAssociateRequest,
  type OurContext,
  type OurSide,
  readAssociateAccept,
  releaseRequest,
} from '../upperLayer/associate';
import { Connection, nowhere } from '../upperLayer/connection';
import { type ControlType, pduTypes } from '../upperLayer/pduParser';
import { type Command, type CommandSet, commandFields } from './commandSet';

/** Whom we call, and as whom. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly called: string;
  readonly calling: string;
  readonly tls?: TargetTls | undefined;
}

/** TLS to whom we call: PEM files. */
export interface TargetTls {
  /** Absent: the authorities that Node knows. */
  readonly authorities?: string | undefined;
  /** Our own, where it asks for one. */
  readonly key?: string | undefined;
  readonly certificate?: string | undefined;
}

/** The peer could not be asked. The message is for the log and names no patient. */
export class AssociationError extends Error {
  override readonly name = 'AssociationError';

  /** @param kind `busy`: refused for now; `broken`: it began and did not end as it should */
  constructor(
    message: string,
    readonly kind: 'unreachable' | 'refused' | 'busy' | 'broken' = 'broken',
  ) {
    super(message);
  }
}

/** Result of a rejection that may pass, PS3.8 table 9-21. */
const transient = 2;

const answerMilliseconds = 60_000;
const pduMilliseconds = 30_000;

/**
 * Opens an association, hands it to `use`, and releases it.
 *
 * @throws AssociationError, also within `use`
 */
export async function callPeer<T>(
  target: Target,
  contexts: readonly OurContext[],
  us: OurSide,
  use: (association: Requestor) => Promise<T>,
): Promise<T> {
  const requestor = new Requestor(target, contexts, us);
  try {
    await requestor.opened;
    const result = await use(requestor);
    await requestor.release();
    return result;
  } catch (error) {
    requestor.abort();
    throw error;
  }
}

/** Of files that cannot be read, the error is that of a connection. */
function open({ host, port, tls }: Target): Socket {
  if (tls === undefined) return connect({ host, port });
  const { authorities: ca, key, certificate: cert } = tls;
  const files = { ca, key, cert };
  const read = Object.entries(files).flatMap(([name, file]) =>
    file === undefined ? [] : [[name, readFileSync(file)] as const],
  );
  return connectTls({ host, port, ...Object.fromEntries(read) });
}

/** The side of an association that calls, PS3.8 9.2. */
export class Requestor {
  /** Resolves once the peer has accepted. */
  readonly opened: Promise<void>;
  private readonly connection: Connection;
  private answers = new Map<number, ContextAnswer>();
  private longestData = 0;
  private waiting:
    | { resolve: (command: Command | undefined) => void; reject: (error: Error) => void }
    | undefined;
  private messageId = 0;
  private answer: Command | undefined;

  constructor(target: Target, contexts: readonly OurContext[], us: OurSide) {
    const { host, port } = target;
    const socket = open(target);
    this.connection = new Connection(
      socket,
      {
        control: (type, body) => this.control(type, body),
        command: (_, command) => this.command(command),
        // What comes with an answer is of no use to us.
        dataEnd: () => this.settle(this.answer),
        closed: (why) => this.fail(why ?? 'the association ended'),
      },
      { longestData: us.longestData, pduMilliseconds },
    );
    socket.once('error', (error: NodeJS.ErrnoException) =>
      this.fail(`${host}:${port}: ${error.code ?? error.message}`, 'unreachable'),
    );
    socket.once(target.tls === undefined ? 'connect' : 'secureConnect', () =>
      this.connection.send(encodeAssociateRequest(target, contexts, us)),
    );
    this.opened = this.wait().then(() => {});
  }

  /** The transfer syntax that the peer took for a context; undefined if it refused it. */
  transferSyntaxOf(contextId: number): string | undefined {
    const answer = this.answers.get(contextId);
    return answer?.result === 0 ? answer.transferSyntax : undefined;
  }

  /** Sends a request, and waits for its answer. @param data the data set, in the context's transfer syntax */
  async request(contextId: number, command: CommandSet, data?: Uint8Array): Promise<Command> {
    this.messageId += 1;
    const answer = this.wait();
    this.connection.sendMessage(contextId, { ...command, messageId: this.messageId }, this.longestData, data);
    const received = await answer;
    if (received === undefined || received.number('respondedMessageId') !== this.messageId)
      throw new AssociationError('the peer answered something else');
    return received;
  }

  async release(): Promise<void> {
    const released = this.wait();
    this.connection.send(releaseRequest);
    // Everything was answered before; how the association ends changes nothing.
    await released.catch(() => {});
    this.connection.close(undefined);
  }

  abort(): void {
    this.waiting = undefined;
    this.connection.abort('notSpecified', 'it failed');
  }

  private wait(): Promise<Command | undefined> {
    this.connection.expectWithin(answerMilliseconds, 'the peer did not answer in time');
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
    });
  }

  private control(type: ControlType, body: Buffer): void {
    if (type === pduTypes.associateAccept) {
      const accepted = readAssociateAccept(body);
      this.answers = new Map(accepted.contexts.map((answer) => [answer.id, answer]));
      this.longestData = accepted.longestData;
      this.settle(undefined);
    } else if (type === pduTypes.releaseResponse) this.settle(undefined);
    else if (type === pduTypes.associateReject)
      this.fail(
        `the peer refused the association (source ${body[2]}, reason ${body[3]})`,
        body[1] === transient ? 'busy' : 'refused',
      );
    else this.fail('the peer aborted the association');
  }

  private command(command: Command) {
    this.answer = command;
    if ((command.number('commandField') & commandFields.response) === 0)
      this.fail('the peer asked something itself');
    else if (!command.hasDataSet) this.settle(command);
    return nowhere;
  }

  private settle(command: Command | undefined): void {
    const { waiting } = this;
    this.waiting = undefined;
    this.connection.expectNothing();
    waiting?.resolve(command);
  }

  private fail(why: string, kind?: AssociationError['kind']): void {
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.reject(new AssociationError(why, kind));
  }
}
