import { createHash } from 'node:crypto';
import { type AuditEventOf, keyChangeText } from '../domain/auditEvent';
import type { Actor } from '../domain/auditParts';
import type { Signer } from './signer';

/** The event by which a log goes on under another key: it names both, and the next one agrees. */
export async function keyChangeOf(
  previous: Signer,
  next: Signer,
  who: { readonly actor: Actor; readonly at: string; readonly reason: string },
): Promise<AuditEventOf<'key-change'>> {
  const [from, to] = [previous.key.text, next.key.text];
  const consent = await next.sign(Buffer.from(keyChangeText(from, to)));
  return {
    schemaVersion: 1,
    type: 'key-change',
    // The same change recorded twice, as after a fault in the middle, is one.
    eventId: createHash('sha256').update(keyChangeText(from, to)).digest('hex'),
    ...who,
    previous: from,
    next: to,
    consent: Buffer.from(consent).toString('base64'),
  };
}
