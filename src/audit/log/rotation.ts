import { createHash } from 'node:crypto';
import { type AuditEventOf, keyChangeText } from '../../domain/audit/auditEvent';
import type { Actor } from '../../domain/kernel/actor';
import type { Signer } from '../proof/signer';
import { hasSigned, parseVerifierKey } from '../proof/verifierKey';

/** The event by which a log continues under another key: it names both keys, and both sign it. */
export async function keyChangeOf(
  previous: Signer,
  next: Signer,
  who: { readonly actor: Actor; readonly at: string; readonly reason: string },
): Promise<AuditEventOf<'key-change'>> {
  const [from, to] = [previous.key.text, next.key.text];
  const text = Buffer.from(keyChangeText(from, to));
  const [ofPrevious, ofNext] = await Promise.all([previous.sign(text), next.sign(text)]);
  return {
    schemaVersion: 1,
    type: 'key-change',
    // The same change recorded twice, as after a crash midway, counts once.
    eventId: createHash('sha256').update(text).digest('hex'),
    ...who,
    previous: from,
    next: to,
    signatures: {
      previous: Buffer.from(ofPrevious).toString('base64'),
      next: Buffer.from(ofNext).toString('base64'),
    },
  };
}

/** Whether both keys have signed the change. */
export function isAgreed({ previous, next, signatures }: AuditEventOf<'key-change'>): boolean {
  const text = Buffer.from(keyChangeText(previous, next));
  const signed = (key: string, signature: string) =>
    hasSigned(parseVerifierKey(key), text, Buffer.from(signature, 'base64'));
  try {
    return signed(previous, signatures.previous) && signed(next, signatures.next);
  } catch {
    return false;
  }
}
