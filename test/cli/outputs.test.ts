import { answered, tried, withChanged, withEdition } from '../../src/domain/outputs/delivery';
import { openStore, type Store } from '../../src/storage/store';
import { hexId } from '../domain/arbitraries';
import { testSiteKey } from '../support/siteSecret';
import { storageAccount } from '../support/storageAccount';
import { triageHere } from './support/triageHere';

const now = '2026-05-01T10:15:00.000Z';
const [one, two] = [hexId('one'), hexId('two')];
let connectionString: string;
let store: Store;

const outputs = (...args: string[]) =>
  triageHere(['outputs', ...args, '--connection', connectionString], {
    TRIAGE_SITE_KEY: Buffer.from(testSiteKey).toString('base64'),
  });

/** A dead letter, as a refusal leaves it. */
async function refused(studyId: string, receiver: string): Promise<void> {
  const place = { studyId, receiver, form: 'oru' } as const;
  await store.identity.salt(studyId);
  const said = { outcome: 'refused', code: 'rejected', status: 'AR 207', text: 'SYNTHETIC^NAME' } as const;
  await store.outputs.change(place, (delivery) =>
    withChanged(withEdition(delivery, { edition: 'v1', version: 1, isFinal: false }, now), 'v1', (edition) =>
      answered(tried(edition, now), said, now, undefined),
    ),
  );
  await store.outputs.mark('dead', place);
}

beforeAll(async () => {
  connectionString = await storageAccount();
  store = openStore({
    storage: { kind: 'connection-string', connectionString },
    incomingContainer: 'incoming',
    siteKey: testSiteKey,
  });
  await store.prepare();
  await refused(one, 'ris');
  await refused(two, 'ris');
  await refused(two, 'pacs');
});

test('dead letters are listed with what the receiver said in codes, and nothing that can name a patient', async () => {
  const { stdout, code } = await outputs('list');
  expect(code).toBe(0);
  expect(stdout.trim().split('\n')).toHaveLength(3);
  expect(stdout).toContain(`${one}  ris  oru  v1  refused  rejected AR 207  tries: 1  ${now}`);
  expect(stdout).not.toContain('SYNTHETIC');
  expect((await outputs('list', '--receiver', 'pacs')).stdout.trim().split('\n')).toHaveLength(1);
  expect((await outputs('list', '--study', two)).stdout.trim().split('\n')).toHaveLength(2);
  expect((await outputs('list', '--waiting')).stdout).toBe('');
});

test('which ones are sent again has to be said, and only --yes does it', async () => {
  expect(await outputs('resend')).toMatchObject({ code: 2 });
  expect(await outputs('resend', '--study', 'x')).toMatchObject({ code: 2 });
  expect((await outputs('resend', '--all')).stderr).toContain(
    'Nothing was changed (outputs to send again: 3)',
  );
  expect((await outputs('resend', '--receiver', 'ris', '--yes')).stdout.trim().split('\n')).toHaveLength(2);
  expect((await outputs('list')).stdout).toMatch(new RegExp(`^${two}  pacs [^\\n]*\\n$`));
  expect((await outputs('list', '--waiting')).stdout.trim().split('\n')).toHaveLength(2);
  expect((await outputs('resend', '--receiver', 'ris', '--yes')).stdout).toBe('');
});
