import { parseEntry } from '../../src/audit/log/entry';
import { readCheckpoint } from '../../src/audit/proof/checkpoint';
import { describeFault } from '../../src/audit/verify/fault';
import { readSubjects } from '../../src/audit/verify/subjects';
import { verifyAudit } from '../../src/audit/verify/verifyAudit';
import { hexId } from '../domain/arbitraries';
import { entriesOf, named, rewrite } from './logTools';
import { MemoryTree } from './memoryLog';
import { signer, site } from './site';

/** A place that is read while its site goes on: all of what came since is there when that part of it is listed. */
class Changing extends MemoryTree {
  constructor(
    before: MemoryTree,
    private readonly since: MemoryTree,
    private readonly when: string,
  ) {
    super(new Map(before.blobs));
  }

  override async *list(container: string, prefix = ''): AsyncGenerator<string> {
    if (`${container}/${prefix}` === this.when)
      for (const [name, bytes] of this.since.blobs) this.blobs.set(name, bytes);
    yield* super.list(container, prefix);
  }
}

/** A site of which only the first entries are sealed, and that site before it had recorded or shown anything else. */
async function twoMoments(): Promise<{ before: MemoryTree; since: MemoryTree; sealed: number }> {
  const since = (await site(77, 12)).copy();
  const entries = entriesOf(since);
  const [first] = named(since, 'audit/checkpoints/');
  const note = since.blobs.get(first as string) as Buffer;
  const sealed = readCheckpoint(String(note)).size;
  for (const name of named(since, 'audit/checkpoints/')) if (name !== first) since.blobs.delete(name);
  since.blobs.set('audit/checkpoint', note);
  await rewrite(since, entries.slice(0, sealed));
  const before = since.copy();
  const events = entries.map((bytes) => parseEntry(bytes).event);
  for (const { eventId } of events.slice(sealed)) before.blobs.delete(`audit/records/${eventId}.json`);
  for (const container of ['results/', 'quarantine/', 'images/'])
    for (const name of named(before, container)) before.blobs.delete(name);
  const spokenOf = JSON.stringify(events.slice(0, sealed));
  const { studies, arrivals } = await readSubjects(before);
  for (const { commitment, studyId } of studies.values())
    if (!spokenOf.includes(commitment)) before.blobs.delete(`identity/${studyId}/salt.json`);
  for (const { commitment, arrivalId } of arrivals.values())
    if (!spokenOf.includes(commitment)) before.blobs.delete(`arrivals/${arrivalId}.json`);
  return { before, since, sealed };
}

describe('a site that goes on while it is verified', () => {
  const moments = [
    'audit/records/',
    'identity/',
    'arrivals/',
    'results/arrivals/',
    'results/images/',
    'results/studies/',
    'quarantine/',
    'images/',
  ];

  test.each(moments)('and comes to its end when %s is listed, raises no alarm', async (when) => {
    const { before, since, sealed } = await twoMoments();
    const soon = Date.parse('2026-05-01T10:02:00.000Z');
    expect(sealed).toBeGreaterThan(0);
    const { faults } = await verifyAudit(new Changing(before, since, when), signer.key, [], soon);
    expect(faults.map(describeFault)).toEqual([]);
  });

  test('but what came to be shown without a record does', async () => {
    const { before, since } = await twoMoments();
    const [name] = named(since, 'results/arrivals/');
    const id = hexId('forged');
    const forged = { ...JSON.parse(String(since.blobs.get(name as string))), arrivalId: id };
    since.putJson('results', `arrivals/${id}.json`, forged);
    const soon = Date.parse('2026-05-01T10:02:00.000Z');
    const { faults } = await verifyAudit(
      new Changing(before, since, 'results/arrivals/'),
      signer.key,
      [],
      soon,
    );
    expect(faults.map(({ code, where }) => [code, where])).toEqual([
      ['result-without-entry', `results/arrivals/${id}.json`],
    ]);
  });
});
