import { entryBytes } from '../../../src/audit/log/entry';
import { LogReader } from '../../../src/audit/log/logReader';
import { Sequencer } from '../../../src/audit/log/sequencer';
import { SealingRefusedError } from '../../../src/audit/log/sequencerOptions';
import { leavesOf } from '../../../src/audit/log/tiles';
import { GrowingTree } from '../../../src/audit/proof/merkle';
import { verifyAudit } from '../../../src/audit/verify/verifyAudit';
import type { AuditEvent } from '../../../src/domain/audit/auditEvent';
import { auditHeadSchema, headOf } from '../../../src/domain/audit/auditHead';
import { recordText } from '../../../src/domain/audit/auditRecord';
import { eventOf } from '../../../src/domain/audit/modelChangeEvent';
import { asSiteKey } from '../../../src/domain/kernel/identifiers/ids';
import { canonicalJson } from '../../../src/domain/kernel/sealing/canonicalJson';
import { Macs } from '../../../src/domain/kernel/sealing/macs';
import { hexId } from '../../domain/arbitraries';
import { testMacs } from '../../support/siteSecret';
import { MemoryLog, testSigner } from '../memoryLog';

const signer = testSigner();
const at = '2026-05-01T10:00:00.000Z';
const elsewhere = new Macs(asSiteKey(Buffer.alloc(32, 8)));
const app = { subject: 'imaging-triage', kind: 'app' as const };
const software = { version: '0.0.0', node: '0' };
const common = { schemaVersion: 1 as const, at, actor: app, software, study: hexId('study') };

function look(name: string): AuditEvent {
  const { software: _, ...shape } = common;
  return { ...shape, type: 'identity-access', eventId: hexId(name), purpose: name };
}

/** Each kind that counts for something, as somebody would make it who knows the format. */
const kinds: Record<string, AuditEvent> = {
  review: {
    ...common,
    actor: { subject: 'dr-real', kind: 'reviewer', authenticated: 'entra', address: '192.0.2.7' },
    type: 'review',
    eventId: hexId('review'),
    reviewId: 'planted',
    studyVersion: 1,
    decision: 'override',
    priority: 'routine',
    reason: 'false-alarm',
    outcome: 'accepted',
    signature: {
      name: 'Dr. Real',
      at: '2026-05-01T09:00:00.000Z',
      meaning: 'puts the study in another place',
    },
    review: hexId('commitment'),
  },
  'model change': eventOf(
    {
      id: 'chest',
      version: '1.0.0',
      sha256: hexId('model'),
      change: 'promoted',
      reason: 'planted',
      from: 'shadow',
      to: 'promoted',
      after: 0,
    },
    { subject: 'root', kind: 'cli' },
    at,
    undefined,
  ),
  'image result': {
    ...common,
    type: 'result',
    eventId: hexId('result'),
    arrival: hexId('arrival'),
    image: hexId('image'),
    size: 1,
    format: 'dicom',
    notes: [],
    outcome: 'analysed',
    analyses: [],
    settingsSha256: hexId('settings'),
    contents: [],
  },
};

/** Ways to put an event where records wait. */
const ways: Record<string, (event: AuditEvent) => string> = {
  'no code': (event) => canonicalJson(event),
  'an empty code': (event) => canonicalJson({ event, mac: '' }),
  'the code of another site': (event) => recordText(event, elsewhere),
  'the code of a real record': (event) => {
    const { mac } = JSON.parse(recordText(look('real'), testMacs));
    return canonicalJson({ event, mac });
  },
  'a code for another purpose': (event) =>
    canonicalJson({ event, mac: testMacs.of('pending change', event) }),
};

function plant(log: MemoryLog, eventId: string, text: string): string {
  log.tree.blobs.set(`audit/waiting/${eventId}`, Buffer.alloc(0));
  const place = `audit/records/${eventId}.json`;
  log.tree.blobs.set(place, Buffer.from(text));
  return place;
}

async function sealed(log: MemoryLog) {
  const warnings: string[] = [];
  const warn = (message: string) => void warnings.push(message);
  await new Sequencer({ macs: testMacs, store: log, signer, now: () => at, warn }).seal();
  const reader = new LogReader(log);
  const size = await reader.size();
  const events = await Promise.all(
    Array.from({ length: size }, async (_, place) => (await reader.parsed(place)).event.eventId),
  );
  return { events, warnings };
}

/** Faults about who wrote something; the events here speak of nothing that is shown. */
async function foreign(log: MemoryLog, macs: Macs | undefined = testMacs) {
  const { faults } = await verifyAudit(log.tree, signer.key, [], Date.parse(at), { macs });
  return faults
    .filter(({ code }) => code === 'not-genuine' || code === 'record-malformed')
    .map(({ where }) => where);
}

const planted = Object.keys(kinds).flatMap((kind) => Object.keys(ways).map((way) => [kind, way] as const));

test.each(planted)(
  'a planted %s with %s is not sealed, is named, stays, and keeps no other back',
  async (kind, way) => {
    const log = new MemoryLog();
    log.record(look('before'));
    const event = kinds[kind] as AuditEvent;
    const text = (ways[way] as (event: AuditEvent) => string)(event);
    const place = plant(log, event.eventId, text);
    log.record(look('after'));
    const { events, warnings } = await sealed(log);
    expect(events).toEqual([hexId('before'), hexId('after')]);
    expect(warnings).toEqual([expect.stringContaining(`${place} was not written by this app`)]);
    expect(String(log.tree.blobs.get(place))).toBe(text);
    expect(await foreign(log)).toEqual([place]);
  },
);

test('the same events are sealed where the app wrote them', async () => {
  const log = new MemoryLog();
  for (const event of Object.values(kinds)) log.record(event);
  const { events, warnings } = await sealed(log);
  expect(events).toHaveLength(3);
  expect(warnings).toEqual([]);
  expect(await foreign(log)).toEqual([]);
});

test('no byte of a record that waits can be changed', async () => {
  const text = Buffer.from(recordText(kinds.review as AuditEvent, testMacs));
  for (let byte = 0; byte < text.length; byte += 1) {
    const log = new MemoryLog();
    const changed = Buffer.from(text);
    changed.writeUInt8(changed.readUInt8(byte) ^ 1, byte);
    plant(log, hexId('review'), changed.toString('latin1'));
    expect((await sealed(log)).events).toEqual([]);
  }
});

test('a real record, sealed long ago, is none under another name', async () => {
  const log = new MemoryLog();
  log.record(look('one'));
  await sealed(log);
  const old = String(log.tree.blobs.get(`audit/records/${hexId('one')}.json`));
  const place = plant(log, hexId('another'), old);
  expect(await sealed(log)).toEqual({
    events: [hexId('one')],
    warnings: [expect.stringContaining(`${place} was not written by this app`)],
  });
  // Announced again under its own name, it is what is in the log already.
  log.tree.blobs.set(`audit/waiting/${hexId('one')}`, Buffer.alloc(0));
  expect((await sealed(log)).events).toEqual([hexId('one')]);
});

test('without the key of the site, as offline, nobody can tell', async () => {
  const log = new MemoryLog();
  log.record(look('one'));
  await sealed(log);
  plant(log, hexId('review'), recordText(kinds.review as AuditEvent, elsewhere));
  expect(await foreign(log)).toHaveLength(1);
  const { faults } = await verifyAudit(log.tree, signer.key, [], Date.parse(at));
  expect(faults.filter(({ code }) => code === 'not-genuine')).toEqual([]);
});

describe('a head that no sequencer decided', () => {
  /** A batch of planted records, laid out as a sequencer would, for one to find and sign. */
  function forgedHead(log: MemoryLog, event: AuditEvent, macs: Macs) {
    plant(log, event.eventId, recordText(event, macs));
    const tree = new GrowingTree();
    for (const leaf of leavesOf([entryBytes(0, at, event)])) tree.append(leaf);
    const [signedBy, nextKey] = [signer.key.text, signer.key.text];
    const root = tree.root().toString('hex');
    const batch = {
      schemaVersion: 1 as const,
      size: 1,
      root,
      from: 0,
      eventIds: [event.eventId],
      sealedAt: at,
    };
    return headOf({ ...batch, signedBy, nextKey }, macs);
  }

  test('is not finished, and nothing is signed', async () => {
    const log = new MemoryLog();
    const head = forgedHead(log, kinds.review as AuditEvent, elsewhere);
    await log.swapHead(head, undefined);
    await expect(sealed(log)).rejects.toThrow(SealingRefusedError);
    expect(await log.checkpoint()).toBeUndefined();
  });

  test('nor are its records where the head is real', async () => {
    const log = new MemoryLog();
    await log.swapHead(forgedHead(log, look('one'), testMacs), undefined);
    log.tree.blobs.set(`audit/records/${hexId('one')}.json`, Buffer.from(recordText(look('one'), elsewhere)));
    await expect(sealed(log)).rejects.toThrow('was changed after it was to be sealed');
    expect(await log.checkpoint()).toBeUndefined();
  });

  test('nor is an older one that was put back', async () => {
    const log = new MemoryLog();
    log.record(look('one'));
    await sealed(log);
    const old = auditHeadSchema.parse(JSON.parse(String(log.tree.blobs.get('audit/head.json'))));
    log.record(look('two'));
    await sealed(log);
    await log.swapHead(old, (await log.head())?.tag);
    log.record(look('three'));
    await expect(sealed(log)).rejects.toThrow('it was rolled back');
  });
});
