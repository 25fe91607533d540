import { encodeItem, type Item, readItems, uidOf } from './items';
import { type AbortReason, abortReasons, PduFault } from './pduFault';
import { pduTypes } from './pduParser';

/** What one presentation context is proposed for. */
export interface ProposedContext {
  /** Odd, 1 … 255. */
  readonly id: number;
  readonly abstractSyntax: string;
  /** In the order in which the peer would have them. */
  readonly transferSyntaxes: readonly string[];
}

export interface AssociateRequest {
  readonly called: string;
  readonly calling: string;
  readonly contexts: readonly ProposedContext[];
  /** The longest P-DATA that the peer takes, in bytes; 0: any. */
  readonly longestData: number;
}

/** The answer to one context, PS3.8 table 9-18. */
export interface ContextAnswer {
  readonly id: number;
  readonly result: 0 | 1 | 2 | 3 | 4;
  /** Ours where it is accepted. */
  readonly transferSyntax: string;
}

export interface AssociateAccept {
  readonly contexts: readonly ContextAnswer[];
  readonly longestData: number;
}

export const contextResults = { accepted: 0, abstractSyntax: 3, transferSyntaxes: 4 } as const;

const applicationContext = '1.2.840.10008.3.1.1.1';
const itemTypes = {
  applicationContext: 0x10,
  proposedContext: 0x20,
  answeredContext: 0x21,
  abstractSyntax: 0x30,
  transferSyntax: 0x40,
  userInformation: 0x50,
  longestData: 0x51,
  implementationClass: 0x52,
  roleSelection: 0x54,
  implementationVersion: 0x55,
} as const;

const fixedBytes = 68;

/** @throws PduFault */
export function readAssociateRequest(body: Buffer): AssociateRequest {
  const { called, calling, items } = readFixed(body);
  const context = items.find(({ type }) => type === itemTypes.applicationContext);
  if (context === undefined || uidOf(context.value) !== applicationContext)
    throw new PduFault('invalidParameter', 'another application context than that of DICOM');
  const contexts = items.filter(({ type }) => type === itemTypes.proposedContext).map(readProposed);
  if (new Set(contexts.map(({ id }) => id)).size !== contexts.length)
    throw new PduFault('invalidParameter', 'two presentation contexts of one number');
  return { called, calling, contexts, longestData: longestDataOf(items) };
}

/** @throws PduFault */
export function readAssociateAccept(body: Buffer): AssociateAccept {
  const { items } = readFixed(body);
  const contexts = items.filter(({ type }) => type === itemTypes.answeredContext).map(readAnswered);
  return { contexts, longestData: longestDataOf(items) };
}

function readFixed(body: Buffer): { called: string; calling: string; items: Item[] } {
  if (body.length < fixedBytes) throw new PduFault('invalidParameter', 'an association without its names');
  if ((body.readUInt16BE(0) & 1) === 0)
    throw new PduFault('invalidParameter', 'another version of the protocol');
  const title = (start: number) =>
    body
      .toString('latin1', start, start + 16)
      .replace(/[\0 ]+$/, '')
      .trimStart();
  return { called: title(4), calling: title(20), items: readItems(body.subarray(fixedBytes)) };
}

function readProposed({ value }: Item): ProposedContext {
  const id = value[0] ?? 0;
  if (value.length < 4 || id % 2 === 0)
    throw new PduFault('invalidParameter', 'a presentation context without its number');
  const items = readItems(value.subarray(4));
  const uids = (wanted: number) =>
    items.filter(({ type }) => type === wanted).map((item) => uidOf(item.value) ?? '');
  const [abstractSyntax = ''] = uids(itemTypes.abstractSyntax);
  return { id, abstractSyntax, transferSyntaxes: uids(itemTypes.transferSyntax) };
}

function readAnswered({ value }: Item): ContextAnswer {
  if (value.length < 4) throw new PduFault('invalidParameter', 'an answer without its number');
  const [syntax] = readItems(value.subarray(4)).filter(({ type }) => type === itemTypes.transferSyntax);
  const result = Math.min(value[2] as number, 4) as ContextAnswer['result'];
  return { id: value[0] as number, result, transferSyntax: (syntax && uidOf(syntax.value)) ?? '' };
}

function longestDataOf(items: readonly Item[]): number {
  const user = items.find(({ type }) => type === itemTypes.userInformation);
  const stated = user && readItems(user.value).find(({ type }) => type === itemTypes.longestData);
  if (stated === undefined) return 0;
  if (stated.value.length !== 4) throw new PduFault('invalidParameter', 'a maximum length of the wrong size');
  return stated.value.readUInt32BE(0);
}

/** Who we are, and what we take. */
export interface OurSide {
  readonly longestData: number;
  readonly implementationClass: string;
  readonly implementationVersion: string;
}

interface Names {
  readonly called: string;
  readonly calling: string;
}

/** A context that we propose. */
export interface OurContext {
  readonly id: number;
  readonly abstractSyntax: string;
  readonly transferSyntaxes: readonly string[];
  /** We are the one that provides the service although we call, PS3.7 D.3.3.4. */
  readonly weProvide?: true;
}

export function encodeAssociateRequest(names: Names, contexts: readonly OurContext[], us: OurSide): Buffer {
  const proposed = contexts.map(({ id, abstractSyntax, transferSyntaxes }) =>
    encodeItem(
      itemTypes.proposedContext,
      Buffer.from([id, 0, 0, 0]),
      uidItem(itemTypes.abstractSyntax, abstractSyntax),
      ...transferSyntaxes.map((uid) => uidItem(itemTypes.transferSyntax, uid)),
    ),
  );
  const roles = contexts
    .filter(({ weProvide }) => weProvide)
    .map(({ abstractSyntax }) => roleItem(abstractSyntax));
  return encodeAssociate(pduTypes.associateRequest, names, proposed, userInformation(us, roles));
}

export function encodeAssociateAccept(names: Names, answers: readonly ContextAnswer[], us: OurSide): Buffer {
  const contexts = answers.map(({ id, result, transferSyntax }) =>
    encodeItem(
      itemTypes.answeredContext,
      Buffer.from([id, 0, result, 0]),
      uidItem(itemTypes.transferSyntax, transferSyntax),
    ),
  );
  return encodeAssociate(pduTypes.associateAccept, names, contexts, userInformation(us, []));
}

function encodeAssociate(
  type: number,
  { called, calling }: Names,
  contexts: readonly Buffer[],
  user: Buffer,
): Buffer {
  const fixed = Buffer.alloc(fixedBytes);
  fixed.writeUInt16BE(1, 0);
  fixed.write(called.padEnd(16), 4, 16, 'latin1');
  fixed.write(calling.padEnd(16), 20, 16, 'latin1');
  return encodePdu(type, fixed, uidItem(itemTypes.applicationContext, applicationContext), ...contexts, user);
}

function userInformation(us: OurSide, roles: readonly Buffer[]): Buffer {
  const longest = Buffer.alloc(4);
  longest.writeUInt32BE(us.longestData);
  return encodeItem(
    itemTypes.userInformation,
    encodeItem(itemTypes.longestData, longest),
    uidItem(itemTypes.implementationClass, us.implementationClass),
    ...roles,
    encodeItem(itemTypes.implementationVersion, Buffer.from(us.implementationVersion, 'latin1')),
  );
}

function roleItem(abstractSyntax: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(abstractSyntax.length);
  return encodeItem(
    itemTypes.roleSelection,
    length,
    Buffer.from(abstractSyntax, 'latin1'),
    Buffer.from([0, 1]),
  );
}

function uidItem(type: number, uid: string): Buffer {
  return encodeItem(type, Buffer.from(uid, 'latin1'));
}

/** Why an association is refused, PS3.8 table 9-21: result, source, reason. */
const rejections = {
  'called-ae': [1, 1, 7],
  'calling-ae': [1, 1, 3],
  'too-many': [2, 3, 2],
} as const;
export type Rejection = keyof typeof rejections;

export function encodeReject(rejection: Rejection): Buffer {
  return encodePdu(pduTypes.associateReject, Buffer.from([0, ...rejections[rejection]]));
}

export function encodeAbort(reason: AbortReason): Buffer {
  return encodePdu(pduTypes.abort, Buffer.from([0, 0, 2, abortReasons[reason]]));
}

export const releaseRequest = encodePdu(pduTypes.releaseRequest, Buffer.alloc(4));
export const releaseResponse = encodePdu(pduTypes.releaseResponse, Buffer.alloc(4));

function encodePdu(type: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.from([type, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(body.length, 2);
  return Buffer.concat([head, body]);
}
