import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { drawChest } from '../../../../src/cli/synthetic/chest';
import { writeDx } from '../../../../src/cli/synthetic/writeDx';
import { auditEventSchema } from '../../../../src/domain/audit/auditEvent';
import type { ImageRecord } from '../../../../src/domain/study/images/imageRecord';
import type { StudyRecord } from '../../../../src/domain/study/studyRecord';
import { triageHere } from '../../../cli/support/triageHere';
import { ModelsCopy, shippedVersion } from '../../../inference/shippedModels';
import { type AppRuntime, appRuntime, until } from '../../../support/appRuntime';
import { TemporaryFolder } from '../../../support/temporaryFolder';

const chest = 'chest-opacity';
const shipped = shippedVersion(chest);
const next = '9.9.9';

const folder = new TemporaryFolder();
let models: ModelsCopy;
let running: AppRuntime;
/** The shipped classifier with thresholds under which every picture is positive: it cannot be overlooked. */
let alarmist: string;

beforeAll(async () => {
  models = await ModelsCopy.make();
  const others = await ModelsCopy.make();
  alarmist = await others.copyAs(chest, { version: next }, (manifest) => {
    for (const { operatingPoint } of manifest.labels as { operatingPoint?: object }[])
      if (operatingPoint) Object.assign(operatingPoint, { threshold: 0, band: [0, 0] });
  });
  running = await appRuntime({
    TRIAGE_MODELS: models.directory,
    TRIAGE_MODELS_CACHE: folder.file('cache'),
    TRIAGE_MODELS_REFRESH_SECONDS: '1',
  });
});

afterAll(async () => {
  await running?.stop();
  await models?.remove();
  folder.remove();
});

/** Of the running site; commands that change models need it. */
let siteKey: string | undefined = Buffer.alloc(32, 1).toString('base64');

/** A command about the running site. */
async function command(...args: string[]) {
  const { storage } = running.settings;
  if (storage.kind !== 'connection-string') throw new Error('expected a connection string');
  const site = ['--connection', storage.connectionString, '--models', models.directory];
  return triageHere(['models', ...args, ...site], {
    TRIAGE_MODELS_CACHE: folder.file('cache-of-commands'),
    TRIAGE_SITE_KEY: siteKey,
  });
}

/** Waits until the app itself says what the version may do. */
const seen = (version: string, standing: string) =>
  until(`${version} to be ${standing}`, async () => {
    const response = await running.fetch('/api/models');
    const { models } = (await response.json()) as {
      models: { id: string; version: string; standing: string }[];
    };
    return models.find((one) => one.id === chest && one.version === version && one.standing === standing);
  });

let count = 0;
/** A new picture of a healthy chest, drawn; what became of it. */
async function send(): Promise<{ image: ImageRecord; study: StudyRecord }> {
  count += 1;
  const bytes = writeDx(drawChest(100 + count, { width: 512, height: 600 }), {
    photometric: 'MONOCHROME2',
    studyUid: `2.25.4${count}1`,
    seriesUid: `2.25.4${count}2`,
    sopUid: `2.25.4${count}3`,
    patientName: 'SYNTHETIC^MODELS',
    patientId: 'SYN-4',
    ageYears: 50,
    sex: 'F',
    bodyPart: 'CHEST',
    view: 'PA',
  });
  const outcome = await running.outcome(await running.drop(`${count}.dcm`, bytes));
  if (!('imageId' in outcome)) throw new Error(`the picture was ${outcome.outcome}`);
  const study = (await running.store.results.study(outcome.studyId)) as StudyRecord;
  // What came once has no result of its own, unless models in shadow are asked.
  const result = await running.store.results.image(outcome.imageId);
  const image = result ?? { ...study.images[0], studyId: outcome.studyId };
  return { image: image as ImageRecord, study };
}

const versionsIn = (analyses: ImageRecord['analyses'] | undefined) =>
  analyses?.filter(({ model }) => model.id === chest).map(({ model }) => model.version);

const events = async () => {
  const found: string[] = [];
  const container = running.blobs.getContainerClient('audit');
  for await (const { name } of container.listBlobsFlat({ prefix: 'records/' })) {
    const bytes = await container.getBlobClient(name).downloadToBuffer();
    const event = auditEventSchema.parse(JSON.parse(bytes.toString('utf8')).event);
    if (event.type === 'model-change')
      found.push(`${event.at} ${event.model.version} ${event.change}: ${event.reason}`);
  }
  return found.sort().map((line) => line.slice(line.indexOf(' ') + 1));
};

test('a model comes to a running site in shadow, is promoted, and is rolled back, and nothing is started anew', async () => {
  const first = await send();
  expect(versionsIn(first.image.analyses)).toEqual([shipped]);
  expect(first.image.shadow).toBeUndefined();
  const calm = first.study.decision.place;
  expect(calm).toBe('routine');

  const added = await command('add', alarmist, '--because', 'to see how it does');
  expect(added).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`${chest} ${next} is in the site's container`),
  });
  await seen(next, 'shadow');
  const second = await send();
  expect(versionsIn(second.image.analyses)).toEqual([shipped]);
  const recorded = await until('what the model in shadow said', async () => {
    const image = await running.store.results.image(second.image.imageId);
    return image?.shadow && image;
  });
  expect(versionsIn(recorded.shadow)).toEqual([next]);
  expect(recorded.shadow).toMatchObject([{ outcome: 'analysed', findings: [{ positive: true }, {}] }]);
  const study = await running.store.results.study(second.image.studyId);
  expect(study).toMatchObject({ version: 1, decision: { place: calm } });
  expect(JSON.stringify(study)).not.toContain(next);
  const worklist = await (await running.fetch('/api/worklist')).text();
  expect(worklist).toContain(second.image.studyId);

  const promoted = await command('promote', chest, '--because', 'it misses nothing');
  expect(promoted.stdout).toContain(`${chest} ${next} is promoted`);
  expect(promoted.stdout).toContain(`${chest} ${shipped} is off.`);
  await seen(next, 'promoted');
  const third = await send();
  expect(versionsIn(third.image.analyses)).toEqual([next]);
  expect(third.study.decision.place).not.toBe(calm);
  const [finding] = third.study.decision.reasons.filter(({ kind }) => kind === 'finding');
  expect(finding).toMatchObject({ model: `${chest}@${next}` });
  const heat = await running.fetch(`/api/images/${third.image.imageId}/preview?heat=${chest}/lung-opacity`);
  expect(heat.status).toBe(200);

  const back = await command('rollback', chest, '--because', 'it cries wolf');
  expect(back.stdout).toContain(`${chest} ${shipped} is promoted`);
  await seen(shipped, 'promoted');
  const fourth = await send();
  expect(versionsIn(fourth.image.analyses)).toEqual([shipped]);
  expect(fourth.study.decision.place).toBe(calm);
  // What was decided then stays as it was.
  expect((await running.store.results.study(third.image.studyId))?.decision).toEqual(third.study.decision);

  expect(await events()).toEqual([
    `${next} added: to see how it does`,
    `${next} promoted: it misses nothing`,
    `${shipped} rolled-back: it cries wolf`,
  ]);
  const history = await command('list', '--history');
  expect(history.stdout.match(/rolled back|promoted \(|added/g)).toEqual([
    'rolled back',
    'promoted (',
    'added',
  ]);
});

test('a heat map of a model in shadow is not shown', async () => {
  const shadow = await command('shadow', `${chest}@${next}`, '--because', 'another look');
  expect(shadow.code).toBe(0);
  await seen(next, 'shadow');
  const { image } = await send();
  const { pictures = [] } = await until('what the model in shadow said', async () => {
    const found = await running.store.results.image(image.imageId);
    return found?.shadow && found;
  });
  const heat = (version: string) =>
    running.store.images.madePicture(image.imageId, pictures, `heat-${chest}@${version}-lung-opacity`);
  const shown = await running.fetch(`/api/images/${image.imageId}/preview?heat=${chest}/lung-opacity`);
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(await heat(shipped));
});

test('every version hands out its card, from the folder and from the container', async () => {
  const card = (id: string, version: string) => running.fetch(`/api/models/${id}/${version}/card`);
  for (const version of [shipped, next]) {
    const response = await card(chest, version);
    expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    expect(await response.text()).toBe(readFileSync(models.path(chest, 'MODEL_CARD.md'), 'utf8'));
  }
  for (const [id, version] of [
    [chest, '7.7.7'],
    ['nothing', '1.0.0'],
    ['..%2f..', shipped],
  ] as const) {
    const response = await card(id, version);
    expect([response.status, await response.json()]).toEqual([
      404,
      expect.objectContaining({ code: 'no-such-model' }),
    ]);
  }
});

test('nobody speaks: images are not analysed and say why, and the app says so of itself', async () => {
  // The one in shadow as well: none is run at all.
  await command('retire', `${chest}@${next}`, '--because', 'enough');
  const retired = await command('retire', `${chest}@${shipped}`, '--because', 'none is good enough');
  expect(retired.stdout).toContain(`No version of ${chest} is promoted now`);
  await seen(shipped, 'off');
  const { image, study } = await send();
  expect(image).toMatchObject({ analyses: [], unrouted: 'no-model' });
  expect(study.decision.priority).toBe('unclassified');
  const health = (await (await fetch(`${running.url}/api/health`)).json()) as Record<string, unknown>;
  expect(health).toMatchObject({
    status: 'degraded',
    problems: [
      { model: 'models', message: expect.stringContaining('none that looks at images is promoted') },
    ],
  });
});

describe('commands refuse in one line', () => {
  beforeAll(async () => {
    await command('shadow', `${chest}@${next}`, '--because', 'as before');
  });

  test.each<[string, string[], number, RegExp]>([
    ['no reason', ['promote', chest], 2, /--because <text>/],
    ['an empty reason', ['promote', chest, '--because', '  '], 2, /Give the reason, in a sentence\.$/],
    [
      'no such model',
      ['promote', 'nothing', '--because', 'x'],
      2,
      /^There is no model nothing\. There are: chest-opacity, /,
    ],
    [
      'no such version',
      ['promote', `${chest}@7.7.7`, '--because', 'x'],
      2,
      /^There is no chest-opacity 7\.7\.7; there are: /,
    ],
    ['no version at all', ['retire', chest, '--because', 'x'], 2, /^Which version of chest-opacity\?/],
    [
      'no model by its name',
      ['promote', 'Chest Opacity', '--because', 'x'],
      2,
      /^"Chest Opacity" is not the name of a model/,
    ],
    ['no folder', ['add', '/nowhere', '--because', 'x'], 2, /^\/nowhere is not a folder\.$/],
  ])('%s', async (_, args, code, message) => {
    const result = await command(...args);
    expect(result.code).toBe(code);
    expect(result.stdout).toBe('');
    expect(result.stderr.split('\n').find((line) => message.test(line))).toBeDefined();
  });

  test("a change without the site's key", async () => {
    const kept = siteKey;
    siteKey = undefined;
    const refused = await command('promote', `${chest}@${shipped}`, '--because', 'x');
    siteKey = kept;
    expect(refused.stderr).toMatch(
      /^Nothing was changed: .*Set TRIAGE_SITE_KEY to the one that the app has\.\n$/,
    );
    expect(refused.code).toBe(1);
  });

  test('a version that is there already', async () => {
    const again = await command('add', alarmist, '--because', 'x');
    expect(again.stderr).toBe(
      `Nothing was added: ${chest} ${next} lies in the site's container already (in shadow).\n`,
    );
    expect(again.code).toBe(1);
  });

  test('another model under a version that is there', async () => {
    const other = await ModelsCopy.make();
    const directory = await other.copyAs(chest, { version: next });
    const { stderr } = await command('add', directory, '--because', 'x');
    await other.remove();
    expect(stderr).toContain(`the site's container holds another ${chest} ${next}. A version never changes`);
  });

  test('a model that was never measured', async () => {
    const other = await ModelsCopy.make();
    // Its folder still holds what was measured of 2.2.0, which says nothing of this version.
    const directory = await other.copyAs(chest, { version: '9.9.8' }, (manifest) => {
      manifest.evaluation = [];
    });
    await command('add', directory, '--because', 'x');
    await other.remove();
    const refused = await command('promote', `${chest}@9.9.8`, '--because', 'x');
    expect(refused.stderr).toMatch(
      /^Nothing was changed: chest-opacity 9\.9\.8 was never measured: .*--without-evaluation\.\n$/,
    );
    const taken = await command('promote', `${chest}@9.9.8`, '--because', 'x', '--without-evaluation');
    expect(taken.code).toBe(0);
  });

  test('a model whose measurement lies beside its manifest is promoted', async () => {
    const other = await ModelsCopy.make();
    const directory = await other.copyAs(chest, { version: '9.9.7' }, (manifest) => {
      manifest.evaluation = [];
    });
    const kept = path.join(directory, 'evaluation/nih-val.json');
    const report = JSON.parse(readFileSync(kept, 'utf8'));
    report.model.version = '9.9.7';
    writeFileSync(kept, JSON.stringify(report));
    await command('add', directory, '--because', 'x');
    await other.remove();
    expect((await command('promote', `${chest}@9.9.7`, '--because', 'x')).code).toBe(0);
  });

  test('a model that does not pass the check', async () => {
    const other = await ModelsCopy.make();
    await other.replaceNetwork(chest, Buffer.from('not a network'));
    const { stderr, code } = await command('add', other.path(chest, '.'), '--because', 'x');
    await other.remove();
    expect(stderr).toMatch(
      /^Nothing was added: the model does not pass the check\. model\.onnx is not the file/,
    );
    expect(code).toBe(1);
  });
});
