import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type CommandSet, encodeCommandSet } from '../../src/gateway/dimse/commandSet';
import { encodeAssociateRequest } from '../../src/gateway/upperLayer/associate';
import { dataPdus } from '../../src/gateway/upperLayer/dataPdus';
import { PduParser, pduTypes } from '../../src/gateway/upperLayer/pduParser';

export const storageClass = '1.2.840.10008.5.1.4.1.1.1.1';
export const verification = '1.2.840.10008.1.1';
const us = { longestData: 16_384, implementationClass: '2.25.1', implementationVersion: 'TEST' };

/** A peer that sends what it likes. */
export class RawPeer {
  /** Types of the PDUs that came, in order. */
  readonly received: number[] = [];
  readonly closed: Promise<unknown>;
  private arrived: (() => void) | undefined;

  constructor(readonly socket: Socket) {
    const parser = new PduParser(
      {
        control: (type) => this.note(type),
        piece: () => {},
        end: () => this.note(pduTypes.data),
      },
      1 << 20,
    );
    socket.on('data', (chunk) => parser.push(chunk)).on('error', () => {});
    this.closed = new Promise((resolve) => socket.on('close', resolve));
  }

  static async connect(port: number): Promise<RawPeer> {
    const peer = new RawPeer(connect(port, '127.0.0.1'));
    await once(peer.socket, 'connect');
    return peer;
  }

  private note(type: number): void {
    this.received.push(type);
    this.arrived?.();
  }

  /** The type of the next PDU. */
  async next(): Promise<number> {
    const before = this.received.length;
    await new Promise<void>((resolve) => {
      this.arrived = resolve;
    });
    return this.received[before] as number;
  }

  /** Opens an association: context 1 is for C-ECHO, 3 for C-STORE. @returns the type of the answer */
  async associate(calling: string, called = 'TRIAGE'): Promise<number> {
    const transferSyntaxes = ['1.2.840.10008.1.2.1'];
    const contexts = [
      { id: 1, abstractSyntax: verification, transferSyntaxes },
      { id: 3, abstractSyntax: storageClass, transferSyntaxes },
    ];
    const answer = this.next();
    this.socket.write(encodeAssociateRequest({ calling, called }, contexts, us));
    return answer;
  }

  command(contextId: number, set: CommandSet, hasDataSet = false): void {
    for (const pdu of dataPdus(contextId, true, encodeCommandSet(set, hasDataSet), 0)) this.socket.write(pdu);
  }

  beginStore(sopInstance = '2.25.12'): void {
    const names = { affectedSopClass: storageClass, affectedSopInstance: sopInstance };
    this.command(3, { ...names, commandField: 1, messageId: 1 }, true);
  }

  /** @returns the type of the answer */
  async echo(): Promise<number> {
    const answer = this.next();
    this.command(1, { affectedSopClass: verification, commandField: 0x30, messageId: 7 });
    return answer;
  }
}
