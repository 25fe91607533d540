import { fhirSender } from '../../src/delivery/fhir';
import { post } from '../../src/delivery/http';
import { resultBundle } from '../../src/interchange/fhir/bundle';
import { sampleReport, sampleReview } from '../interchange/sampleReport';
import { FhirServer, outcome } from '../support/peers/fhirServer';

const preliminary = Buffer.from(JSON.stringify(resultBundle(sampleReport())));
const final = Buffer.from(JSON.stringify(resultBundle(sampleReport(sampleReview))));

async function withServer<T>(
  server: FhirServer,
  use: (send: ReturnType<typeof fhirSender>) => Promise<T>,
): Promise<T> {
  const peer = await server.peer.start();
  try {
    return await use(fhirSender(peer.url, post));
  } finally {
    await peer.stop();
  }
}

test('sent twice, also with the answer lost on its way, it makes one of each resource; the next edition replaces it', async () => {
  const server = new FhirServer(['lost']);
  await withServer(server, async (send) => {
    expect(await send([{ bytes: preliminary }])).toMatchObject({ outcome: 'again', code: 'no-answer' });
    const made = server.resources.length;
    expect(made).toBeGreaterThan(5);
    expect(await send([{ bytes: preliminary }])).toEqual({
      outcome: 'accepted',
      code: 'accepted',
      status: '200',
    });
    expect(server.resources).toHaveLength(made);
    await send([{ bytes: final }]);
    expect(server.of('DiagnosticReport')).toMatchObject([{ status: 'final' }]);
    expect(server.of('Task')).toMatchObject([{ status: 'completed' }]);
  });
});

test('what the server says decides whether it is sent again', async () => {
  const server = new FhirServer([
    { status: 409, body: outcome('Trying to update DiagnosticReport/1 but this is not the current version') },
    { status: 429, headers: { 'retry-after': '120' } },
    { status: 503, headers: { 'retry-after': new Date(Date.now() + 600_000).toUTCString() } },
    { status: 500, body: '<html>stack</html>' },
    { status: 412, body: outcome('several match') },
    { status: 422, body: outcome('wrong') },
    { status: 401 },
    { status: 404 },
    { status: 302, headers: { location: 'http://127.0.0.1:1/' } },
    { status: 200, body: '<html>Sign in to the guest network</html>' },
    {
      status: 200,
      body: JSON.stringify({ resourceType: 'Bundle', type: 'transaction-response', entry: [] }),
    },
  ]);
  await withServer(server, async (send) => {
    const answers = [];
    while (server.script.length > 0) answers.push(await send([{ bytes: preliminary }]));
    expect(answers).toMatchObject([
      { outcome: 'again', code: 'conflict', text: expect.stringContaining('not the current version') },
      { outcome: 'again', code: 'busy', retryAfterSeconds: 120 },
      { outcome: 'again', code: 'busy', retryAfterSeconds: expect.any(Number) },
      { outcome: 'again', code: 'receiver-error' },
      { outcome: 'refused', code: 'ambiguous', text: 'several match' },
      { outcome: 'refused', code: 'rejected' },
      { outcome: 'again', code: 'not-allowed' },
      { outcome: 'refused', code: 'not-found' },
      { outcome: 'refused', code: 'rejected', status: '302' },
      { outcome: 'again', code: 'not-understood' },
      { outcome: 'again', code: 'not-understood' },
    ]);
    expect(answers[2]?.retryAfterSeconds).toBeGreaterThan(590);
    expect(server.resources).toEqual([]);
  });
});

test('a server that does a transaction in part is read entry by entry', async () => {
  const { entry } = JSON.parse(preliminary.toString()) as { entry: unknown[] };
  const answered = (failed: string) => ({
    status: 200,
    body: JSON.stringify({
      resourceType: 'Bundle',
      type: 'batch-response',
      entry: entry.map((_, index) => ({ response: { status: index === 1 ? failed : '201' } })),
    }),
  });
  await withServer(new FhirServer([answered('422 Unprocessable'), answered('503')]), async (send) => {
    expect(await send([{ bytes: preliminary }])).toMatchObject({
      outcome: 'refused',
      code: 'partly-rejected',
      status: '200 422',
    });
    expect(await send([{ bytes: preliminary }])).toMatchObject({ outcome: 'again', status: '200 503' });
  });
});

test('two resources with the identifier of one are for somebody to look at', async () => {
  const server = new FhirServer();
  await withServer(server, async (send) => {
    await send([{ bytes: preliminary }]);
    server.resources.push(...server.of('DiagnosticReport'));
    expect(await send([{ bytes: preliminary }])).toMatchObject({ outcome: 'refused', code: 'ambiguous' });
  });
});
