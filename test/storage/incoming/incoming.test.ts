import { inspect } from 'node:util';
import { BlobServiceClient } from '@azure/storage-blob';
import { SealedBlobs } from '../../../src/storage/blobs/sealedBlobs';
import { Incoming } from '../../../src/storage/incoming/incoming';
import { QuarantineStore } from '../../../src/storage/incoming/quarantine';
import { testMacs } from '../../support/siteSecret';

/** Nothing listens here, and nothing is tried twice. */
const connection =
  'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:9/a;';
const service = BlobServiceClient.fromConnectionString(connection, { retryOptions: { maxTries: 1 } });
const container = service.getContainerClient('incoming');
const name = 'CANARY^PATIENT.dcm';

async function failureOf(action: Promise<unknown>): Promise<string> {
  const error = await action.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error('it did not fail');
  return `${error.message} ${inspect(error, { depth: 10 })}`;
}

const refusal = {
  schemaVersion: 1,
  arrivalId: 'a'.repeat(64),
  reason: 'truncated',
  detail: {},
  receivedAt: '2026-05-01T10:00:00.000Z',
  quarantinedAt: '2026-05-01T10:00:00.000Z',
} as const;

test.each([
  ['reading a file', () => new Incoming(container, 'incoming').download(name, 'e', 100)],
  ['looking at its beginning', () => new Incoming(container, 'incoming').peek(name, 'e', 100)],
  ['reading a piece of a file', () => new Incoming(container, 'incoming').range(name, 'e', 0, 100)],
  ['looking at a file', () => new Incoming(container, 'incoming').current(name)],
  [
    'keeping a refused file',
    () =>
      new QuarantineStore(
        new SealedBlobs(service.getContainerClient('quarantine'), testMacs),
        container,
        async () => {},
      ).keep({ arrivalId: refusal.arrivalId, name, etag: 'e' }),
  ],
])('when the storage fails while %s, the error names no file', async (_what, action) => {
  const text = await failureOf(action());
  expect(text).toContain('an incoming file could not be read from storage');
  expect(text).not.toMatch(/CANARY|PATIENT/);
});

test.each(['../results/studies/x.json', 'a/../../identity/x', '..\\identity\\x', 'a//b', ''])(
  'a file by the name %j is refused before anything is asked for',
  async (name) => {
    const incoming = new Incoming(container, 'incoming');
    const reads = [
      incoming.download(name, 'e', 100),
      incoming.peek(name, 'e', 100),
      incoming.range(name, 'e', 0, 1),
    ];
    for (const read of reads) await expect(read).rejects.toMatchObject({ code: 'unsafe-name' });
    expect(await incoming.current(name)).toBeUndefined();
  },
);
