import { setTimeout } from 'node:timers/promises';
import { fileApp } from '../support/fileApp';
import { storageAccount } from '../support/storageAccount';

interface Asked {
  readonly service: string;
  readonly method: string;
  readonly path: string;
}

const { storageProxy } = require('../bench/support/storageProxy') as {
  storageProxy: (
    connectionString: string,
    on: { answered?: (asked: Asked) => void },
  ) => Promise<{ connectionString: string; close: () => void }>;
};

/** A request by its kind: what of its address is an id or a time is left out. */
function kindOf({ method, path }: Asked): string {
  const place = decodeURIComponent(path)
    .split('/')
    .slice(2)
    .join('/')
    .replace(/[0-9a-f]{64}/g, '*')
    .replace(/waiting\/[^/]+/, 'waiting/*');
  return `${method} ${place}`;
}

/** What a file with one image and one model asks of the storage. Each of them costs time, and money in Azure. */
const expected: Readonly<Record<string, number>> = {};

test('a file asks the storage for no more than this', async () => {
  const counts: Record<string, number> = {};
  const answered = (asked: Asked) => {
    const kind = kindOf(asked);
    counts[kind] = (counts[kind] ?? 0) + 1;
  };
  const proxy = await storageProxy(await storageAccount(), { answered });
  try {
    const { app, drop, triage } = fileApp(proxy.connectionString);
    await app.prepare();
    // The first file pays for what is kept once, such as the text of the settings.
    await drop('first.dcm', Buffer.from('first'));
    await triage('first.dcm');
    await drop('second.dcm', Buffer.from('second'));
    await setTimeout(50);
    for (const kind of Object.keys(counts)) delete counts[kind];
    expect(await triage('second.dcm')).toMatchObject({ outcome: 'analysed', studyVersion: 1 });
    await setTimeout(50);
    expect(counts).toEqual(expected);
    await app.close();
  } finally {
    proxy.close();
  }
});
