import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { openStore } from '../../src/storage/store';
import { hexId } from '../domain/arbitraries';
import { ReceivedFiles } from '../support/receivedFiles';
import { testSiteKey } from '../support/siteSecret';
import { storageAccount } from '../support/storageAccount';
import { TemporaryFolder } from '../support/temporaryFolder';
import { triageHere } from './support/triageHere';

const page = readFileSync(path.resolve(__dirname, '../../docs/questions.md'), 'utf8');
const folder = new TemporaryFolder();
const studyId = hexId('study CR2/IM0001.dcm');
let connectionString: string;

interface Question {
  readonly number: number;
  readonly clicks: string;
  /** Absent: it has a page alone. */
  readonly command: string | undefined;
}

const questions: readonly Question[] = [
  ...page.matchAll(/^\| (\d+) \| [^|]+ \| ([^|]*) \| (?:`triage ([^`]+)` )?\|$/gm),
].map(([, number, clicks = '', command]) => ({
  number: Number(number),
  clicks: clicks.replace('–', '').trim(),
  command,
}));

/** What the answer to each question has to say, at a site that has received one file of each kind. */
const answers: Readonly<Record<number, RegExp>> = {
  1: new RegExp(`analysed  -  CR2/IM0001\\.dcm  [0-9a-f]{64}  ${studyId}`),
  2: /CR2\/IM0001\.dcm/,
  3: /^\S+ {2}quarantined {2}truncated {2}CR2\/IM0002\.dcm {2}[0-9a-f]{64} {2}-\n$/,
  4: /^Last 24 h +7 received, 2 analysed, 1 not analysed, 3 quarantined, 1 in progress$/m,
  5: /│ CR2 +│ 3 +│/,
  6: /^Silent +no source$/m,
  7: /^\S+ {2}analysed {2}- {2}CT4\/1\.dcm {2}[^\n]+\n$/,
  8: /^\S+ {2}received {2}- {2}DX1\/waits\.dcm {2}[^\n]+\n$/,
  9: /not-analysed {2}no-model {2}CR2\/IM0005\.dcm/,
  10: /: 0 differ\.$/m,
  11: /^hour,source,received,/,
  12: /^(?:\S+ {2}quarantined {2}[^\n]+\n){3}$/,
  13: /^[0-9a-f]{64} {2}refused \(timeout\); put into incoming anew\n$/,
  14: /^[0-9a-f]{64} {2}dismissed\n$/,
  15: /CR2\/IM0001\.dcm/,
  16: new RegExp(`^Study ${studyId}`),
  17: /chest-opacity/,
  18: /^Storage +ok$/m,
};

beforeAll(async () => {
  connectionString = await storageAccount();
  const storage = { kind: 'connection-string' as const, connectionString };
  const store = openStore({ storage, incomingContainer: 'incoming', siteKey: testSiteKey });
  await store.prepare();
  const blobs = BlobServiceClient.fromConnectionString(connectionString);
  const files = new ReceivedFiles(store, blobs, new Date().toISOString());
  const first = await files.analysed('CR2/IM0001.dcm');
  await files.refused('CR2/IM0002.dcm', 'truncated');
  await files.refused('DX1/IM0003.dcm', 'timeout');
  await files.refused('DX1/IM0004.dcm', 'not-an-image');
  await files.notAnalysed('CR2/IM0005.dcm', 'no-model');
  await files.analysed('CT4/1.dcm');
  await files.received('DX1/waits.dcm');
  await store.accounts.journal.flush();
  await store.identity.salt(studyId);
  const place = { studyId, imageId: hexId('image CR2/IM0001.dcm'), arrivalId: first, pseudonym: hexId('p') };
  await (await store.identity.prepare(place, { sopInstanceUid: '2.25.1' } as never)).store();
});

afterAll(() => folder.remove());

test('there are twenty questions, each with a page or a command', () => {
  expect(questions.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  expect(questions.filter(({ clicks, command }) => clicks === '' && command === undefined)).toEqual([]);
  const commands = questions.filter(({ command }) => command !== undefined);
  expect(Object.keys(answers).map(Number)).toEqual(commands.map(({ number }) => number));
});

/** What stands on the page and in its words, in English. */
const shown = globSync(['src/dashboard/texts/en/*.ts', 'src/domain/words/en/*.ts', 'src/domain/reasons/*.ts'])
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

test.each(
  questions.flatMap(({ number, clicks }) =>
    [...clicks.matchAll(/\*([^*]+)\*/g)].map(([, name]) => [number, name as string] as const),
  ),
)('the clicks of question %d name what the page shows: %s', (_, name) => {
  expect(shown).toContain(name);
});

test.each(
  questions.flatMap(({ number, command }) => (command === undefined ? [] : [[number, command] as const])),
)('question %d is answered by one command: %s', async (number, command) => {
  const args = [...command.replace('STUDY', studyId).matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, word]) => quoted ?? word ?? '',
  );
  const { code, stdout, stderr } = await triageHere([...args, '--connection', connectionString], {
    TRIAGE_SITE_KEY: Buffer.from(testSiteKey).toString('base64'),
    TRIAGE_MODELS_CACHE: folder.file('cache'),
  });
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(answers[number] as RegExp);
});
