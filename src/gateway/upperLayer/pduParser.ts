import { PduFault } from './pduFault';

/** Types of PDUs, PS3.8 table 9-11 and following. */
export const pduTypes = {
  associateRequest: 0x01,
  associateAccept: 0x02,
  associateReject: 0x03,
  data: 0x04,
  releaseRequest: 0x05,
  releaseResponse: 0x06,
  abort: 0x07,
} as const;

export type ControlType = Exclude<(typeof pduTypes)[keyof typeof pduTypes], 4>;

/** What a stream of PDUs holds, in order. */
export interface PduEvents {
  /** Everything but P-DATA, whole. Bytes are valid during the call alone. */
  control(type: ControlType, body: Buffer): void;
  /** A piece of a message, as it came from the network: never copied, never collected. */
  piece(contextId: number, isCommand: boolean, bytes: Buffer): void;
  /** The last fragment of a command set or data set has ended. */
  end(contextId: number, isCommand: boolean): void;
}

/** 128 presentation contexts with forty transfer syntaxes each take less. */
const longestAssociate = 256 << 10;
const headerBytes = 6;

const longest: Readonly<Record<number, number>> = {
  [pduTypes.associateRequest]: longestAssociate,
  [pduTypes.associateAccept]: longestAssociate,
  [pduTypes.associateReject]: 4,
  [pduTypes.releaseRequest]: 4,
  [pduTypes.releaseResponse]: 4,
  [pduTypes.abort]: 4,
};

/**
 * Splits a stream of bytes into PDUs, PS3.8 9.3. Data go through as they come, so that memory does not depend on what a
 * peer claims; anything else is collected up to a limit.
 */
export class PduParser {
  private readonly header = Buffer.alloc(headerBytes);
  private headerFilled = 0;
  private state: 'pdu' | 'control' | 'item' | 'value' = 'pdu';
  private type: number = 0;
  /** Bytes of the PDU that have not come yet. */
  private pduLeft = 0;
  private valueLeft = 0;
  private contextId = 0;
  private flags = 0;
  private control: Buffer[] = [];

  /** @param longestData the length of P-DATA that the peer was told, in bytes */
  constructor(
    private readonly events: PduEvents,
    private readonly longestData: number,
  ) {}

  /** Whether the bytes so far end with a whole PDU. */
  get isAtRest(): boolean {
    return this.state === 'pdu' && this.headerFilled === 0;
  }

  /** @throws PduFault */
  push(chunk: Buffer): void {
    let offset = 0;
    while (offset < chunk.length) {
      if (this.state === 'pdu' || this.state === 'item') offset = this.takeHeader(chunk, offset);
      else if (this.state === 'control') offset = this.takeControl(chunk, offset);
      else offset = this.takeValue(chunk, offset);
    }
  }

  private takeHeader(chunk: Buffer, offset: number): number {
    const taken = chunk.copy(
      this.header,
      this.headerFilled,
      offset,
      offset + headerBytes - this.headerFilled,
    );
    this.headerFilled += taken;
    if (this.headerFilled === headerBytes) {
      this.headerFilled = 0;
      if (this.state === 'pdu') this.beginPdu();
      else this.beginItem();
    }
    return offset + taken;
  }

  private beginPdu(): void {
    this.type = this.header[0] as number;
    this.pduLeft = this.header.readUInt32BE(2);
    if (this.type === pduTypes.data) {
      if (this.pduLeft > this.longestData)
        throw new PduFault('invalidParameter', `P-DATA of ${this.pduLeft} bytes, more than was agreed`);
      if (this.pduLeft > 0) this.state = 'item';
      return;
    }
    const limit = longest[this.type];
    if (limit === undefined) throw new PduFault('unrecognisedPdu', `a PDU of type ${this.type}`);
    if (this.pduLeft > limit || (limit === 4 && this.pduLeft !== 4))
      throw new PduFault('invalidParameter', `a PDU of type ${this.type} with ${this.pduLeft} bytes`);
    this.state = 'control';
    if (this.pduLeft === 0) this.endControl();
  }

  private takeControl(chunk: Buffer, offset: number): number {
    const piece = chunk.subarray(offset, offset + this.pduLeft);
    this.control.push(piece);
    this.pduLeft -= piece.length;
    if (this.pduLeft === 0) this.endControl();
    return offset + piece.length;
  }

  private endControl(): void {
    const body = this.control.length === 1 ? (this.control[0] as Buffer) : Buffer.concat(this.control);
    this.control = [];
    this.state = 'pdu';
    this.events.control(this.type as ControlType, body);
  }

  /** The head of a presentation data value, PS3.8 9.3.5.1 and annex E.2. */
  private beginItem(): void {
    const length = this.header.readUInt32BE(0);
    this.contextId = this.header[4] as number;
    this.flags = this.header[5] as number;
    if (length < 2 || length + 4 > this.pduLeft)
      throw new PduFault('invalidParameter', 'a presentation data value that does not fit its PDU');
    if (this.flags > 3) throw new PduFault('invalidParameter', 'a message control header with unknown bits');
    this.pduLeft -= length + 4;
    this.valueLeft = length - 2;
    this.state = 'value';
    if (this.valueLeft === 0) this.endValue();
  }

  private takeValue(chunk: Buffer, offset: number): number {
    const piece = chunk.subarray(offset, offset + this.valueLeft);
    this.valueLeft -= piece.length;
    this.events.piece(this.contextId, (this.flags & 1) !== 0, piece);
    if (this.valueLeft === 0) this.endValue();
    return offset + piece.length;
  }

  private endValue(): void {
    this.state = this.pduLeft > 0 ? 'item' : 'pdu';
    if ((this.flags & 2) !== 0) this.events.end(this.contextId, (this.flags & 1) !== 0);
  }
}
