import { uidOf } from '../upperLayer/items';
import { PduFault } from '../upperLayer/pduFault';

/** Elements of group 0000, PS3.7 annex E. */
export const commandTags = {
  groupLength: 0x0000,
  affectedSopClass: 0x0002,
  requestedSopClass: 0x0003,
  commandField: 0x0100,
  messageId: 0x0110,
  respondedMessageId: 0x0120,
  priority: 0x0700,
  dataSetType: 0x0800,
  status: 0x0900,
  errorComment: 0x0902,
  affectedSopInstance: 0x1000,
  requestedSopInstance: 0x1001,
  eventType: 0x1002,
  actionType: 0x1008,
} as const;
type Name = Exclude<keyof typeof commandTags, 'groupLength'>;

export const commandFields = {
  store: 0x0001,
  echo: 0x0030,
  eventReport: 0x0100,
  action: 0x0130,
  cancel: 0x0fff,
  response: 0x8000,
} as const;

/** The value of (0000,0800) of a message that has a command set alone. */
export const noDataSet = 0x0101;
const someDataSet = 0x0000;

/** A command set: numbers are 16 bits, everything else is text. */
export type CommandSet = Readonly<Partial<Record<Name, number | string>>>;

/** @throws PduFault if it is no command set */
export function readCommandSet(bytes: Buffer): Command {
  const elements = new Map<number, Buffer>();
  let offset = 0;
  while (offset < bytes.length) {
    const valueAt = offset + 8;
    if (valueAt > bytes.length || bytes.readUInt16LE(offset) !== 0)
      throw new PduFault('invalidParameter', 'a command set that cannot be read');
    const end = valueAt + bytes.readUInt32LE(offset + 4);
    if (end > bytes.length) throw new PduFault('invalidParameter', 'a command set that ends too early');
    elements.set(bytes.readUInt16LE(offset + 2), bytes.subarray(valueAt, end));
    offset = end;
  }
  return new Command(elements);
}

/** What a peer sent. */
export class Command {
  constructor(private readonly elements: ReadonlyMap<number, Buffer>) {}

  /** @throws PduFault if it is missing or of another size */
  number(name: Name): number {
    const value = this.elements.get(commandTags[name]);
    if (value?.length !== 2) throw new PduFault('invalidParameter', `a command set without ${name}`);
    return value.readUInt16LE(0);
  }

  has(name: Name): boolean {
    return this.elements.has(commandTags[name]);
  }

  /** Undefined if it is missing or no UID. */
  uid(name: Name): string | undefined {
    const value = this.elements.get(commandTags[name]);
    return value && uidOf(value);
  }

  text(name: Name): string | undefined {
    return this.elements.get(commandTags[name])?.toString('latin1').trim();
  }

  get hasDataSet(): boolean {
    return this.number('dataSetType') !== noDataSet;
  }
}

/** In Implicit VR Little Endian with its group length, PS3.7 6.3.1. */
export function encodeCommandSet(set: CommandSet, hasDataSet = false): Buffer {
  const all: CommandSet = { ...set, dataSetType: hasDataSet ? someDataSet : noDataSet };
  const names = (Object.keys(all) as Name[]).sort((a, b) => commandTags[a] - commandTags[b]);
  const body = Buffer.concat(names.map((name) => element(commandTags[name], encodedValue(name, all[name]))));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([element(commandTags.groupLength, length), body]);
}

function encodedValue(name: Name, value: number | string | undefined): Buffer {
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(2);
    bytes.writeUInt16LE(value);
    return bytes;
  }
  const text = value ?? '';
  const padding = name === 'errorComment' ? ' ' : '\0';
  return Buffer.from(text.length % 2 === 0 ? text : text + padding, 'latin1');
}

function element(tag: number, value: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(tag, 2);
  head.writeUInt32LE(value.length, 4);
  return Buffer.concat([head, value]);
}
