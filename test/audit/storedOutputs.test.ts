import { createHash } from 'node:crypto';
import { verifyAudit } from '../../src/audit/verify/verifyAudit';
import type { AuditEvent } from '../../src/domain/audit/auditEvent';
import { type Delivery, type Edition, withEdition } from '../../src/domain/outputs/delivery';
import { createOutputTrail } from '../../src/operations/audit/outputTrail';
import { testMacs } from '../support/siteSecret';
import { named } from './logTools';
import { MemoryLog, type MemoryTree } from './memoryLog';
import { now, signer, site } from './site';

/** A site that sent one output, and made another one that it did not try yet. */
let untouched: MemoryTree;
let sent: string;
let unsent: string;

const at = '2026-05-01T10:00:30.000Z';
const software = { version: '1.0.0', node: '24.0.0' };

/** Puts objects where the app keeps them. @returns the edition, and the names of its objects below `outputs` */
function kept(
  tree: MemoryTree,
  { studyId, receiver, form }: Delivery,
  edition: Edition,
  texts: readonly string[],
) {
  const objects = texts.map((text) => {
    const bytes = Buffer.from(text);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const blob = `studies/${studyId}/${receiver}/${form}/${edition.edition}/${sha256}.hl7`;
    tree.blobs.set(`outputs/${blob}`, bytes);
    return { blob, sha256, bytes: bytes.length };
  });
  return { ...edition, objects };
}

beforeAll(async () => {
  untouched = await site(4244, 6);
  const log = new MemoryLog(untouched);
  const [saltName = ''] = named(untouched, 'identity/').filter((name) => name.endsWith('/salt.json'));
  const studyId = saltName.split('/')[1] as string;
  const { salt } = JSON.parse(String(untouched.blobs.get(saltName)));
  const trail = createOutputTrail({
    records: {
      record: async (event: AuditEvent) => log.record(event),
      recordOnce: async (event: AuditEvent) => {
        log.record(event);
        return { event, isNew: true };
      },
      find: async () => undefined,
    },
    identity: { salt: async () => salt },
    app: () => ({ schemaVersion: 1, at, actor: { subject: 'app', kind: 'app' }, software }),
  });
  const place = { studyId, receiver: 'ris', form: 'oru' as const };
  let delivery: Delivery = { schemaVersion: 1, ...place, editions: [] };
  delivery = withEdition(delivery, { edition: 'v1', version: 1, isFinal: false }, at);
  delivery = withEdition(delivery, { edition: 'v2', version: 2, isFinal: false }, at);
  const [first, second] = delivery.editions as [Edition, Edition];
  const tried = { ...kept(untouched, delivery, first, ['MSH|one', 'MSH|two']), tries: 1 };
  const untried = kept(untouched, delivery, second, ['MSH|three']);
  await trail.outputSent(place, tried, 1);
  untouched.putJson('outputs', `studies/${studyId}/ris/oru.json`, {
    ...delivery,
    editions: [tried, untried],
  });
  sent = `outputs/${tried.objects[0]?.blob}`;
  unsent = `outputs/${untried.objects[0]?.blob}`;
});

async function faultsOf(change: (blobs: Map<string, Buffer>) => void) {
  const tree = untouched.copy();
  change(tree.blobs);
  const { faults } = await verifyAudit(tree, signer.key, [], now, { macs: testMacs });
  return faults.filter(({ code }) => code !== 'not-sealed').map(({ code, where }) => [code, where]);
}

it('finds nothing wrong with what is as it was sent, nor with what is still to be sent', async () => {
  expect(untouched.blobs.has(sent) && untouched.blobs.has(unsent)).toBe(true);
  expect(await faultsOf(() => {})).toEqual([]);
});

it('names a sent output that was changed, exchanged, removed or added', async () => {
  const other = sent.replace(/[0-9a-f]{64}(?=\.hl7)/, 'e'.repeat(64));
  expect(await faultsOf((blobs) => blobs.set(sent, Buffer.from('MSH|other')))).toEqual([
    ['content-changed', sent],
  ]);
  expect(await faultsOf((blobs) => blobs.set(sent, blobs.get(unsent) as Buffer))).toEqual([
    ['content-changed', sent],
  ]);
  expect(await faultsOf((blobs) => blobs.delete(sent))).toEqual([['content-missing', sent]]);
  expect(await faultsOf((blobs) => blobs.set(other, Buffer.from('MSH|planted')))).toEqual([
    ['result-without-entry', other],
  ]);
});

it('misses what was sent where nothing is left that names it', async () => {
  const faults = await faultsOf((blobs) => {
    for (const name of blobs.keys()) if (name.startsWith('outputs/')) blobs.delete(name);
  });
  expect(faults).toEqual([
    ['content-missing', expect.stringMatching(/^records\//)],
    ['content-missing', expect.stringMatching(/^records\//)],
  ]);
});
