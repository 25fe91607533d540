import type { Socket } from 'node:net';
import { type Command, type CommandSet, encodeCommandSet, readCommandSet } from '../dimse/commandSet';
import { encodeAbort } from './associate';
import { dataPdus } from './dataPdus';
import { type AbortReason, PduFault } from './pduFault';
import { type ControlType, PduParser } from './pduParser';

/** Where the data set of a message goes as it comes. */
export interface DataSink {
  write(bytes: Buffer): void;
  /** Bytes that it still holds in memory. */
  readonly held: number;
}

/** Nothing is kept of it. */
export const nowhere: DataSink = { write: () => {}, held: 0 };

/** What happens on a connection. */
export interface ConnectionEvents {
  /** A PDU that opens or ends an association. */
  control(type: ControlType, body: Buffer): void;
  /** A command set is whole. @returns where its data set goes */
  command(contextId: number, command: Command): DataSink;
  /** The data set of the last command is whole. */
  dataEnd(): void;
  /** The connection is gone; called once. */
  closed(why: string | undefined): void;
}

/** The command sets of the services that we take part in are short. */
const longestCommand = 64 << 10;
/** So much of one data set may wait for the disk before the peer has to wait. */
const mostHeld = 2 << 20;

export interface ConnectionLimits {
  readonly longestData: number;
  /** A PDU that has begun is whole after so long, or the connection ends. */
  readonly pduMilliseconds: number;
}

/** One TCP connection of the DICOM upper layer, for either side: messages in, messages out. */
export class Connection {
  private readonly parser: PduParser;
  private commandPieces: Buffer[] = [];
  private commandBytes = 0;
  private sink: DataSink | undefined;
  private dataContext = 0;
  private isClosed = false;
  private pduTimer: NodeJS.Timeout | undefined;
  private idleTimer: NodeJS.Timeout | undefined;

  constructor(
    readonly socket: Socket,
    private readonly events: ConnectionEvents,
    private readonly limits: ConnectionLimits,
  ) {
    this.parser = new PduParser(
      {
        control: (type, body) => events.control(type, body),
        piece: (id, isCommand, bytes) => this.piece(id, isCommand, bytes),
        end: (id, isCommand) => this.end(id, isCommand),
      },
      limits.longestData,
    );
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', () => {});
    socket.on('close', () => this.close('the connection was lost'));
    socket.on('end', () => this.close('the connection was closed'));
  }

  /** Ends the connection unless something comes in time. */
  expectWithin(milliseconds: number, what: string): void {
    clearTimeout(this.idleTimer);
    this.idleTimer = setTimeout(() => this.abort('notSpecified', what), milliseconds);
  }

  /** Something came: the time begins anew. */
  refresh(): void {
    this.idleTimer?.refresh();
  }

  expectNothing(): void {
    clearTimeout(this.idleTimer);
  }

  send(bytes: Uint8Array): void {
    if (!this.isClosed) this.socket.write(bytes);
  }

  /** @param data held in memory whole */
  sendMessage(contextId: number, command: CommandSet, longestData: number, data?: Uint8Array): void {
    const set = encodeCommandSet(command, data !== undefined);
    for (const pdu of dataPdus(contextId, true, set, longestData)) this.send(pdu);
    if (data) for (const pdu of dataPdus(contextId, false, data, longestData)) this.send(pdu);
  }

  /** Lets the peer send again once its data have reached the disk. */
  resumeIfTaken(): void {
    if (!this.isClosed && (this.sink?.held ?? 0) < mostHeld) this.socket.resume();
  }

  abort(reason: AbortReason, why: string): void {
    if (this.isClosed) return;
    this.send(encodeAbort(reason));
    this.close(why);
  }

  /** @param why undefined if that is how an association ends */
  close(why: string | undefined): void {
    if (this.isClosed) return;
    this.isClosed = true;
    clearTimeout(this.idleTimer);
    clearTimeout(this.pduTimer);
    this.sink = undefined;
    // What was written last still goes out; a peer that takes nothing is cut off.
    this.socket.end();
    setTimeout(() => this.socket.destroy(), 1_000).unref();
    this.events.closed(why);
  }

  private take(chunk: Buffer): void {
    if (this.isClosed) return;
    try {
      this.parser.push(chunk);
    } catch (error) {
      if (!(error instanceof PduFault)) throw error;
      this.abort(error.reason, error.message);
      return;
    }
    this.watchPdu();
    if ((this.sink?.held ?? 0) >= mostHeld) {
      this.socket.pause();
      clearTimeout(this.pduTimer);
      this.pduTimer = undefined;
    }
  }

  private watchPdu(): void {
    if (this.parser.isAtRest) {
      clearTimeout(this.pduTimer);
      this.pduTimer = undefined;
    } else {
      this.pduTimer ??= setTimeout(
        () => this.abort('notSpecified', 'a message came too slowly'),
        this.limits.pduMilliseconds,
      );
    }
  }

  private piece(contextId: number, isCommand: boolean, bytes: Buffer): void {
    if (!isCommand) {
      if (this.sink === undefined || contextId !== this.dataContext)
        throw new PduFault('unexpectedPdu', 'a data set that no command announced');
      this.sink.write(bytes);
      return;
    }
    if (this.sink !== undefined) throw new PduFault('unexpectedPdu', 'a command within a data set');
    this.commandBytes += bytes.length;
    if (this.commandBytes > longestCommand)
      throw new PduFault('invalidParameter', 'a command set without end');
    this.commandPieces.push(bytes);
  }

  private end(contextId: number, isCommand: boolean): void {
    if (this.isClosed) return;
    if (!isCommand) {
      if (this.sink === undefined)
        throw new PduFault('unexpectedPdu', 'a data set that no command announced');
      this.sink = undefined;
      this.events.dataEnd();
      return;
    }
    const command = readCommandSet(Buffer.concat(this.commandPieces));
    this.commandPieces = [];
    this.commandBytes = 0;
    const sink = this.events.command(contextId, command);
    if (command.hasDataSet && !this.isClosed) {
      this.sink = sink;
      this.dataContext = contextId;
    }
  }
}
