import type { Caller } from '../../../../src/access/caller';
import type { AuditEventOf } from '../../../../src/domain/audit/auditEvent';
import { emptyStanding, type SiteStanding, standingAfter } from '../../../../src/domain/models/modelStanding';
import { createPromoteModel, createRollBackModel } from '../../../../src/functions/http/models/modelChanges';
import { hexId } from '../../../domain/arbitraries';
import { TemporaryFolder } from '../../../support/temporaryFolder';

const caller: Caller = { subject: 'adm', name: 'Adm', roles: ['admin'], signIn: 'development' };
const empty = new TemporaryFolder();
afterAll(() => empty.remove());
const now = () => new Date().toISOString();

/** A site with two versions of one model; `broken` are those that do not pass the check. */
function site({ broken = [] as string[], unmeasured = [] as string[] } = {}) {
  let record: SiteStanding = emptyStanding('net', { models: { net: { '1.0.0': 'promoted' } } } as never);
  const events: AuditEventOf<'model-change'>[] = [];
  const known = ['1.0.0', '2.0.0'].map((version) => ({
    id: 'net',
    version,
    contractSha256: hexId('contract'),
    directory: empty.file('.'),
    manifest: {
      id: 'net',
      version,
      kind: 'classifier',
      file: { sha256: hexId(version) },
      evaluation: unmeasured.includes(version) ? [] : [{}],
    },
  }));
  const loaded = (version: string) =>
    known.filter((one) => one.version === version && !broken.includes(version));
  const deps = {
    now,
    siteModels: {
      current: async () => ({
        catalogue: {
          models: known,
          standings: new Map([['net', standingAfter(record)]]),
          shipped: { models: { net: { '1.0.0': 'promoted' } } },
          problems: [],
        },
      }),
      holding: async ({ version }: { version: string }) => ({
        classifiers: loaded(version),
        regions: [],
        gates: [],
      }),
    },
    store: {
      audit: {
        recordOnce: async (event: AuditEventOf<'model-change'>) => {
          events.push(event);
          return { event, isNew: true };
        },
      },
      modelContainer: {
        changeStanding: async (_: string, change: (known: SiteStanding) => SiteStanding) => {
          record = change(record);
          return record;
        },
      },
    },
  } as never;
  const promote = (version: string) =>
    createPromoteModel(deps)({ params: { id: 'net', version }, body: { reason: 'better' }, caller } as never);
  const rollBack = () =>
    createRollBackModel(deps)({ params: { id: 'net' }, body: { reason: 'worse' }, caller } as never);
  return { promote, rollBack, events, versions: () => standingAfter(record).versions };
}

test('a version is promoted and rolled back, each recorded with who and why', async () => {
  const { promote, rollBack, events, versions } = site();
  expect((await promote('2.0.0')).jsonBody).toEqual({
    steps: [{ id: 'net', version: '2.0.0', to: 'promoted' }],
  });
  expect(versions()).toMatchObject({ '1.0.0': 'off', '2.0.0': 'promoted' });
  await rollBack();
  expect(versions()).toMatchObject({ '1.0.0': 'promoted', '2.0.0': 'off' });
  expect(events.map(({ reason, actor }) => [reason, actor.subject])).toEqual([
    ['better', 'adm'],
    ['worse', 'adm'],
  ]);
});

test.each([
  ['that was never measured', { unmeasured: ['2.0.0'] }, '2.0.0', 409],
  ['that does not pass the check', { broken: ['2.0.0'] }, '2.0.0', 409],
  ['that is not there', {}, '3.0.0', 404],
])('a version %s is not promoted', async (_, parts, version, status) => {
  const { promote, events, versions } = site(parts);
  expect((await promote(version)).status).toBe(status);
  expect(events).toEqual([]);
  expect(versions()).toEqual({ '1.0.0': 'promoted' });
});
