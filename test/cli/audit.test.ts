import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { LogReader } from '../../src/audit/log/logReader';
import { readIdentity } from '../../src/dicom/identity';
import { Notes } from '../../src/dicom/notes';
import { openPart10 } from '../../src/dicom/parsing/part10';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import defaultPolicy from '../../src/domain/study/policy/defaultPolicy.json';
import { ModelsCopy } from '../inference/shippedModels';
import { type AppRuntime, appRuntime, until } from '../support/appRuntime';
import { canary, canaryDicom } from '../support/canary';
import { storageAccount } from '../support/storageAccount';
import { zipOf } from '../support/zipOf';
import { exportIn, flipAll, placesIn, trialTable } from './support/flippedBytes';
import { triageHere } from './support/triageHere';

/** AUDIT_TRIALS=100 flips a hundred bytes in each kind of file of an export, and prints what was found. */
const flips = Number(process.env.AUDIT_TRIALS ?? 3);
/** AUDIT_REPLAYS=50 runs fifty images again. */
const images = Number(process.env.AUDIT_REPLAYS ?? 3);
/** Two files for each study. */
const dicom = (seed: number) =>
  canaryDicom(
    seed,
    '97',
    {
      photometric: seed % 2 === 0 ? 'MONOCHROME1' : 'MONOCHROME2',
      studyUid: `2.25.971${Math.floor(seed / 2)}`,
      patientId: `${canary}-${Math.floor(seed / 2)}`,
    },
    { width: 160 + (seed % 5) * 16, height: 200 },
  );

jest.setTimeout(900_000);

interface Settled {
  readonly files: Record<string, string>;
  readonly standing: string;
}

let folder: string;
let running: AppRuntime;
let witness: string;
let imageIds: string[];
let studyId: string;
let exported: string;

const connection = () => {
  const { storage } = running.settings;
  if (storage.kind !== 'connection-string') throw new Error('the tests run on Azurite');
  return storage.connectionString;
};
const environment = (more: Record<string, string> = {}) => ({
  AzureWebJobsStorage: connection(),
  TRIAGE_SITE_KEY: Buffer.alloc(32, 1).toString('base64'),
  TRIAGE_AUDIT_KEY_FILE: path.join(folder, 'key'),
  TRIAGE_AUDIT_WITNESS: witness,
  ...more,
});

async function triage(args: string[], more: Record<string, string> = {}) {
  const { code, stdout, stderr } = await triageHere(args, environment(more));
  return { code, out: stdout, said: stderr };
}

const key = () => path.join(folder, 'key.pub');
const at = (name: string) => path.join(folder, name);

async function sealed(): Promise<void> {
  await until('all records to be sealed', async () => {
    const reader = new LogReader(running.store.auditLog);
    const places = await Promise.all(
      (await running.store.auditLog.announced()).map((id) => reader.placeOf(id)),
    );
    return places.includes(undefined) ? undefined : true;
  });
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'audit-cli-'));
  witness = await storageAccount();
  running = await appRuntime({
    TRIAGE_MODELS: 'models',
    TRIAGE_MODELS_REFRESH_SECONDS: '1',
    TRIAGE_AUDIT_KEY_FILE: at('key'),
    TRIAGE_AUDIT_WITNESS: witness,
  });
  const arrivals: string[] = [];
  for (let seed = 0; seed < images; seed += 1)
    arrivals.push(await running.drop(`${canary} ${seed}.dcm`, dicom(seed)));
  const outcomes = await Promise.all(
    arrivals.map((id) => until('an outcome', () => running.store.arrivals.outcome(id), 60 + 5 * images)),
  );
  imageIds = outcomes.map((outcome) => ('imageId' in outcome ? outcome.imageId : ''));
  studyId = outcomes.map((outcome) => ('studyId' in outcome ? outcome.studyId : ''))[0] as string;
  await sealed();
  exported = at('exported');
  expect(await triage(['audit', 'export', exported, '--key', key(), '--inputs'])).toMatchObject({ code: 0 });
}, 900_000);

afterAll(async () => {
  await running?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('verify: a storage account, with what its witness holds', async () => {
  const { code, out } = await triage(['audit', 'verify', '--key', key(), '--json']);
  expect([code, out]).toEqual([0, expect.stringContaining('"sound":true')]);
  const report = JSON.parse(out);
  expect(report).toMatchObject({
    sound: true,
    waiting: 0,
    inputs: { same: images },
    entries: { result: images },
    faults: [],
  });
  expect(report.keptElsewhere).toBeGreaterThan(0);
  expect(report.models).toEqual({
    same: expect.any(Number),
    notThere: [],
    notNamed: ['chest-opacity-int8@2.2.0'],
  });
});

test('export and verify: a folder, without a network and without the app, that names nobody', async () => {
  const verified = await triage(['audit', 'verify', exported, '--key', key()], { AzureWebJobsStorage: '' });
  expect([verified.code, verified.out]).toEqual([0, expect.stringContaining('Sound:')]);
  const files = readdirSync(exported, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files.length).toBeGreaterThan(10);
  for (const { parentPath, name } of files) {
    // These do, and `--inputs` asked for them.
    if (/\/(inputs|identity|quarantine)(\/|$)/.test(parentPath)) continue;
    const text = `${name} ${readFileSync(path.join(parentPath, name), 'latin1')}`;
    expect([name, text.includes(canary)]).toEqual([name, false]);
  }
  const again = await triage(['audit', 'export', exported, '--key', key()]);
  expect([again.code, again.said]).toEqual([2, expect.stringContaining('is not empty')]);
});

test('verify says where a folder was changed first, and ends with 1', async () => {
  const studies = path.join(exported, 'results/studies');
  const record = readdirSync(studies).find((name) => name.endsWith('.json')) as string;
  const result = path.join(studies, record);
  const before = readFileSync(result, 'utf8');
  const changed = before.replace(/"score":0\.\d+/, '"score":0.5');
  expect(changed).not.toBe(before);
  writeFileSync(result, changed);
  const { code, out } = await triage(['audit', 'verify', exported, '--key', key()]);
  writeFileSync(result, before);
  expect([code, out]).toEqual([
    1,
    expect.stringMatching(/NOT SOUND[\s\S]*results\/studies[\s\S]*\[result-changed\]/),
  ]);
});

test('the settings name every file of every model that takes part, and what each may do', async () => {
  const [settings] = readdirSync(path.join(exported, 'audit/settings'));
  const { models } = JSON.parse(
    readFileSync(path.join(exported, 'audit/settings', settings as string), 'utf8'),
  );
  expect(Object.keys(models).sort()).toEqual([
    'chest-opacity@2.2.0',
    'frontal-chest@1.0.0',
    'lung-field@1.1.0',
  ]);
  for (const [name, { files, standing }] of Object.entries<Settled>(models)) {
    const folder = path.join('models', name.replace('@', '/'));
    const there = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(Object.keys(files).sort()).toEqual(
      there.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).sort(),
    );
    expect([name, standing]).toEqual([name, 'promoted']);
  }
});

test('the manifest of an export is signed, and other programs can check it', async () => {
  execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: exported });
  const { out } = await triage(['audit', 'verify', exported, '--key', key()]);
  expect(out).toMatch(/^Files {8}\d+ files are the ones that were exported$/m);
  const card = path.join(exported, 'app-models/chest-opacity/2.2.0/MODEL_CARD.md');
  const before = readFileSync(card);
  writeFileSync(card, before.toString('utf8').replace('a', 'b'));
  writeFileSync(at('exported/more.txt'), 'more');
  const changed = await triage(['audit', 'verify', exported, '--key', key()]);
  writeFileSync(card, before);
  rmSync(at('exported/more.txt'));
  expect([changed.code, changed.out]).toEqual([1, expect.stringContaining('MODEL_CARD.md: ')]);
  expect(changed.out).toContain('more.txt: A file is here that was not exported. [file-added]');
});

test('an export by somebody without the key of the log is not signed, and says so', async () => {
  const folder = at('unsigned');
  const written = await triage(['audit', 'export', folder, '--key', key()], { TRIAGE_AUDIT_KEY_FILE: '' });
  expect([written.code, written.said]).toEqual([0, expect.stringContaining('is not signed')]);
  const verified = await triage(['audit', 'verify', folder, '--key', key()]);
  expect([verified.code, verified.out]).toEqual([
    0,
    expect.stringContaining('SHA256SUMS is not signed, so this shows only what was changed by accident'),
  ]);
  const signed = (where: string) => triage(['audit', 'verify', where, '--key', key(), '--signed']);
  expect(await signed(folder)).toMatchObject({ code: 1, out: expect.stringContaining('[bad-manifest]') });
  expect(await signed(exported)).toMatchObject({ code: 0 });
});

test('without a key, or with another one, nothing is called sound', async () => {
  const [none, other] = await Promise.all([
    triage(['audit', 'verify']),
    triage(['audit', 'verify', exported, '--key', 'imaging-triage/x+00000000+AAAA']),
  ]);
  expect([none.code, none.said]).toEqual([2, expect.stringContaining('--key KEY')]);
  expect([other.code, other.said]).toEqual([2, expect.stringContaining('cannot be read')]);
  const beside = await triage(['audit', 'verify', exported]);
  expect([beside.code, beside.said]).toEqual([0, expect.stringContaining('compare its fingerprint')]);
});

test('prove and check: one entry, for somebody who sees nothing else', async () => {
  const proved = await triage(['audit', 'prove', '1', '--out', at('p')]);
  expect(proved.code).toBe(0);
  const checked = await triage(['audit', 'check', at('p.entry'), at('p.tlog-proof'), '--key', key()]);
  expect([checked.code, checked.out]).toEqual([0, expect.stringContaining('number 1 of the')]);
  writeFileSync(at('p.entry'), `${readFileSync(at('p.entry'), 'utf8')} `);
  const forged = await triage(['audit', 'check', at('p.entry'), at('p.tlog-proof'), '--key', key()]);
  expect([forged.code, forged.said]).toEqual([1, expect.stringContaining('does not lead from this entry')]);
  const [first] = readdirSync(path.join(exported, 'audit/checkpoints'));
  const since = path.join(exported, 'audit/checkpoints', first as string);
  const goesOn = await triage(['audit', 'prove', '--since', since, '--key', key()]);
  expect([goesOn.code, goesOn.said]).toEqual([0, expect.stringContaining('begins with the')]);
});

test('files that cannot be read, or hold something else, are named', async () => {
  const proof = ['audit', 'check', at('p.entry'), at('p.tlog-proof'), '--key', key()];
  for (const [args, code, said] of [
    [['audit', 'verify', exported, '--key', folder], 2, `${folder} cannot be read: it is a folder`],
    [['audit', 'verify', exported, '--key', key(), '--checkpoint', at('none')], 2, 'there is no such file'],
    [['audit', 'prove', '--since', key(), '--key', key()], 1, `${key()}: it is not a signed note`],
    [proof.with(2, at('none')), 2, `${at('none')} cannot be read`],
    [proof.with(3, key()), 1, `${key()}: it is not a proof`],
    [proof.with(5, 'nonsense'), 2, 'this is not a verifier key'],
    [['audit', 'prove', '1', '--out', at('none/p')], 1, `${at('none/p.entry')} cannot be written`],
  ] as [string[], number, string][]) {
    const { code: ended, said: words } = await triage(args);
    expect([args, ended, words]).toEqual([args, code, expect.stringContaining(said)]);
    expect(words).not.toContain('Unexpected');
  }
});

test('show: the history of a study, from the account and from a folder', async () => {
  const [account, fromFolder] = await Promise.all([
    triage(['audit', 'show', studyId]),
    triage(['audit', 'show', studyId, '--exported', exported]),
  ]);
  expect(account.code).toBe(0);
  expect(account.out).toMatch(/A DICOM file of \d+(\.\d)? [kM]B arrived\. The image was analysed\.\n {4}/);
  expect(fromFolder.out).toBe(account.out);
});

test(`replay: ${images} images come out the same; after one setting is changed, it says which`, async () => {
  const same = await triage(['audit', 'replay', '--all']);
  expect([same.code, same.out]).toEqual([
    0,
    expect.stringContaining(`${images} of ${images} images came out the same.`),
  ]);
  expect(same.out.match(/from the file/g)).toHaveLength(images);
  expect(same.out).not.toContain('setting ');

  const policy = { ...defaultPolicy, dueMinutes: { ...defaultPolicy.dueMinutes, urgent: 77 } };
  writeFileSync(at('policy.json'), JSON.stringify(policy));
  const other = await triage(['audit', 'replay', imageIds[0] as string], {
    TRIAGE_POLICY: at('policy.json'),
  });
  expect(other.out).toContain(
    `setting policy.dueMinutes.urgent: ${defaultPolicy.dueMinutes.urgent} then, 77 now`,
  );
  expect(other.out.match(/ {2}setting /g)).toHaveLength(1);
});

test('replay names a settings document that is not the one that the log names', async () => {
  const container = BlobServiceClient.fromConnectionString(connection()).getContainerClient('audit');
  const names: string[] = [];
  for await (const { name } of container.listBlobsFlat({ prefix: 'settings/' })) names.push(name);
  const before = new Map<string, Buffer>();
  const put = (name: string, bytes: Buffer) => container.getBlockBlobClient(name).upload(bytes, bytes.length);
  for (const name of names) before.set(name, await container.getBlobClient(name).downloadToBuffer());
  for (const damaged of ['[', '{"schemaVersion":77}', '']) {
    for (const name of names) await put(name, Buffer.from(damaged));
    const { code, said } = await triage(['audit', 'replay', imageIds[0] as string]);
    expect([damaged, code, said]).toEqual([
      damaged,
      1,
      expect.stringMatching(/^audit\/settings\/[0-9a-f]{64}\.json is not the document that the log names/m),
    ]);
    expect(said).not.toContain('Unexpected');
  }
  for (const [name, bytes] of before) await put(name, bytes);
});

test('rotate: the log goes on under another key, and verifies under both', async () => {
  const before = readFileSync(key(), 'utf8');
  writeFileSync(at('old.pub'), before);
  const rotated = await triage(['audit', 'rotate', '--reason', 'once a year']);
  expect([rotated.code, rotated.said]).toEqual([0, expect.stringContaining('fingerprint')]);
  expect(readFileSync(key(), 'utf8')).toBe(rotated.out);
  expect(rotated.out).not.toBe(before);
  expect(readdirSync(folder).filter((name) => name.startsWith('key.retired-'))).toHaveLength(1);
  expect(existsSync(at('key.next'))).toBe(false);
  // The app, which runs all the while, goes on with the new one.
  await running.outcome(await running.drop('after.dcm', dicom(1000)));
  await sealed();
  for (const pinned of [at('old.pub'), key()]) {
    const { code, out } = await triage(['audit', 'verify', '--key', pinned]);
    expect([code, out]).toEqual([0, expect.stringContaining('1 key-change')]);
  }
  const [first] = readdirSync(path.join(exported, 'audit/checkpoints'));
  const since = ['audit', 'prove', '--since', path.join(exported, 'audit/checkpoints', first as string)];
  const withOne = await triage([...since, '--key', at('old.pub')]);
  expect([withOne.code, withOne.said]).toEqual([
    1,
    expect.stringContaining('not signed by a key that was given'),
  ]);
  expect(await triage([...since, '--key', at('old.pub'), '--key', key()])).toMatchObject({ code: 0 });
});

test('identity: says whom a study shows, after it is recorded that somebody looked', async () => {
  const { code, out } = await triage(['identity', studyId, '--purpose', 'telephone call of the ward']);
  expect([code, JSON.parse(out.split('\n')[0] as string).patientName]).toEqual([0, `SYNTHETIC^${canary}`]);
  const shown = await triage(['audit', 'show', studyId]);
  expect(shown.out).toContain('looked up the identity of the patient: telephone call of the ward');
  expect((await triage(['identity', studyId])).code).toBe(2);
});

test('export: writes the result for other systems, named after nobody, once it is recorded that somebody took it', async () => {
  const purpose = ['--purpose', 'report to the PACS'];
  const { code, out } = await triage([
    'export',
    studyId,
    ...['--sr', '--hl7', '--fhir', '--organisation', 'General Hospital', '--out', at('outputs')],
    ...purpose,
  ]);
  const files = readdirSync(at('outputs')).sort();
  expect([code, out.trim().split('\n').sort()]).toEqual([0, files.map((file) => at(`outputs/${file}`))]);
  const start = `${studyId.slice(0, 12)}-v`;
  expect(files.map((file) => file.replace(/-v\d+-/, '-v'))).toEqual(
    ['fhir.json', 'orm.hl7', 'oru.hl7', 'sr.dcm'].map((end) => `${start}${end}`),
  );
  const contents = files.map((file) => readFileSync(at(`outputs/${file}`)));
  const [fhir, , oru, sr] = contents;
  expect(JSON.parse(String(fhir))).toMatchObject({ resourceType: 'Bundle', type: 'transaction' });
  for (const content of [oru, sr]) expect(String(content)).toContain(`SYNTHETIC^${canary}`);
  expect(String(fhir)).toContain(`${canary}-0`);
  const { dataSet } = await openPart10(sr as Buffer, defaultReadLimits, new Notes());
  expect(readIdentity(dataSet, new Notes())).toMatchObject({
    studyInstanceUid: '2.25.9710',
    patientName: `SYNTHETIC^${canary}`,
  });
  expect((await triage(['audit', 'show', studyId])).out).toContain('report to the PACS');
  const again = await triage(['export', studyId, '--sr', '--out', at('outputs'), ...purpose]);
  expect([again.code, again.said]).toEqual([1, expect.stringContaining('sr.dcm')]);
  expect((await triage(['export', studyId, '--out', at('outputs'), ...purpose])).said).toContain(
    'at least one',
  );
  expect(await triage(['export', 'f'.repeat(64), '--sr', '--out', at('outputs'), ...purpose])).toMatchObject({
    code: 1,
    said: expect.stringContaining('no study with this id'),
  });
});

test('erase: says what it would do, does it with --yes, and the log verifies', async () => {
  const asked = await triage(['erase', studyId, '--reason', 'request 1']);
  expect([asked.code, asked.said]).toEqual([0, expect.stringContaining('Add --yes')]);
  const erased = await triage(['erase', studyId, '--reason', 'request 1', '--yes']);
  expect([erased.code, erased.out]).toEqual([0, expect.stringContaining(studyId)]);
  expect(await triage(['audit', 'seal'])).toMatchObject({ code: 0 });
  const { code, out } = await triage(['audit', 'verify', '--key', key()]);
  expect([code, out]).toEqual([0, expect.stringContaining('Erased       1')]);
  const gone = await triage(['audit', 'show', studyId]);
  expect([gone.code, gone.said]).toEqual([1, expect.stringContaining('was erased')]);
});

/** What such an export holds; records that wait to be sealed may be there as well. */
const kinds = [
  'SHA256SUMS',
  'SHA256SUMS.note',
  'app-models/{id}/{version}/MODEL_CARD.md',
  'app-models/{id}/{version}/evaluation/{list}.json',
  'app-models/{id}/{version}/golden/cases.json',
  'app-models/{id}/{version}/manifest.json',
  'app-models/{id}/{version}/model.onnx',
  'app-models/standing.json',
  'arrivals/{id}.json',
  'audit-key.pub',
  'audit/checkpoint',
  'audit/checkpoints/{n}',
  'audit/settings/{id}.json',
  'audit/tile/entries/{n}.p/{width}',
  'audit/tile/{level}/{n}.p/{width}',
  'export.json',
  'identity/{id}/salt.json',
  'inputs/{id}',
  'models/standing/{id}.json',
  'models/{id}/{version}/MODEL_CARD.md',
  'models/{id}/{version}/evaluation/{list}.json',
  'models/{id}/{version}/golden/cases.json',
  'models/{id}/{version}/manifest.json',
  'models/{id}/{version}/model.onnx',
  'quarantine/{id}/refusal.json',
  'results/arrivals/{id}.json',
  'results/images/{id}.json',
  'results/studies/{id}.json',
  'results/studies/{id}/v{n}.json',
  'witness/{n}',
];

/** A model that the site adds, with its card and its evaluations; a ZIP, a refused file, a review. */
async function addMore(): Promise<void> {
  const models = await ModelsCopy.make();
  const added = await models.copyAs('chest-opacity', { version: '9.9.9' });
  expect(await triage(['models', 'add', added, '--because', 'a trial'])).toMatchObject({ code: 0 });
  await models.remove();
  await until('the app to see it', async () => {
    const answer = await (await running.fetch('/api/models')).json();
    return JSON.stringify(answer).includes('9.9.9') ? true : undefined;
  });
  const zip = await zipOf({ one: dicom(2000), two: dicom(2002).subarray(0, 3000) });
  await running.outcome(await running.drop('study.zip', zip));
  await running.outcome(await running.drop('cut.dcm', dicom(2004).subarray(0, 2500)));
  const outcome = await running.outcome(await running.drop('more.dcm', dicom(2006)));
  const study = `/api/studies/${'studyId' in outcome ? outcome.studyId : ''}`;
  const post = (part: string, body: object, headers = {}) =>
    running.fetch(`${study}/${part}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const { revision, version } = (await (await running.fetch(study)).json()) as Record<string, number>;
  const review = { studyVersion: version, decision: 'accept', comment: 'as it should be' };
  expect((await post('review', review, { 'if-match': `"${revision}"` })).status).toBe(200);
}

test('single bytes are changed in every kind of file of an export, and each is found', async () => {
  await addMore();
  const folder = at('flipped');
  expect(await triage(['audit', 'export', folder, '--key', key(), '--inputs'])).toMatchObject({ code: 0 });
  const [tree, pinned] = [exportIn(folder), readFileSync(key(), 'utf8')];
  expect(await placesIn(tree, pinned)).toEqual({ log: [], files: [] });
  const trials = await flipAll(tree, pinned, flips);
  if (process.env.AUDIT_TRIALS !== undefined) process.stderr.write(`${trialTable(trials)}\n`);
  expect(trials.flatMap(({ unnoticed }) => unnoticed)).toEqual([]);
  expect(trials.map(({ kind }) => kind)).toEqual(expect.arrayContaining(kinds));
});
