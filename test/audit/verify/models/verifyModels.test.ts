import { createHash } from 'node:crypto';
import { LogIndex } from '../../../../src/audit/verify/log/logIndex';
import { verifyModels } from '../../../../src/audit/verify/models/verifyModels';
import { readSettled } from '../../../../src/audit/verify/models/verifySettings';
import type { AuditEvent } from '../../../../src/domain/audit/auditEvent';
import { canonicalJson } from '../../../../src/domain/kernel/sealing/canonicalJson';
import { maxBytesOf } from '../../../../src/inference/repository/modelFolder';
import { hexId } from '../../../domain/arbitraries';
import { MemoryTree } from '../../memoryLog';

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

const parts = ['manifest.json', 'model.onnx', 'golden/cases.json', 'MODEL_CARD.md', 'evaluation/a-list.json'];
const shippedModels = ['chest@1.0.0', 'gate@1.0.0', 'lung-field@1.0.0'];
const addedModels = ['chest@2.0.0'];

type Model = ReturnType<typeof modelOf>;
type Document = ReturnType<typeof documentOf>;

function documentOf(tree: MemoryTree) {
  const named = (container: string, names: readonly string[]) =>
    names.map((name) => {
      const at = `${container}/${name.replace('@', '/')}/`;
      const files = [...tree.blobs].flatMap(([blob, bytes]) =>
        blob.startsWith(at) ? [[blob.slice(at.length), sha256(bytes)] as const] : [],
      );
      return [name, modelOf(Object.fromEntries(files))] as const;
    });
  return {
    models: Object.fromEntries([...named('app-models', shippedModels), ...named('models', addedModels)]),
    shippedStandingSha256: sha256(tree.blobs.get('app-models/standing.json') as Buffer),
  };
}

function modelOf(files: Record<string, string>) {
  const [network, contract] = [files['model.onnx'], hexId('contract')];
  return { kind: 'classifier', standing: 'promoted', sha256: network, contractSha256: contract, files };
}

/** The models of a site, and a log in which an entry names the settings that name them. */
function site() {
  const tree = new MemoryTree();
  const put = (name: string) => tree.blobs.set(name, Buffer.from(`what is in ${name}`));
  for (const model of shippedModels)
    for (const part of parts) put(`app-models/${model.replace('@', '/')}/${part}`);
  for (const model of addedModels) for (const part of parts) put(`models/${model.replace('@', '/')}/${part}`);
  put('app-models/standing.json');
  const index = new LogIndex();
  const record = (document: Document) => {
    const text = canonicalJson(document);
    tree.blobs.set(`audit/settings/${sha256(text)}.json`, Buffer.from(text));
    const event = {
      type: 'refusal',
      eventId: hexId(`event ${index.eventIds.size}`),
      arrival: hexId('arrival'),
    };
    index.add({
      event: { ...event, settingsSha256: sha256(text), contents: [] } as unknown as AuditEvent,
      sequence: index.eventIds.size,
    });
  };
  record(documentOf(tree));
  return { tree, index, record };
}

async function verified(tree: MemoryTree, index: LogIndex) {
  const settled = await readSettled(tree, index);
  const [app, added] = ['app-models', 'models'].map((name) => ({ tree, container: name, where: name }));
  const found = await verifyModels(
    { settled, networks: index.networks },
    app as NonNullable<typeof app>,
    added as NonNullable<typeof added>,
    (name) => maxBytesOf(name) !== undefined,
  );
  const faults = [...settled.faults, ...found.faults].map(({ code, where }) => `${code} ${where}`);
  return { ...found, faults };
}

test('every file of every model that took part is the one that the settings name', async () => {
  const { tree, index } = site();
  expect(await verified(tree, index)).toEqual({ same: 20, notThere: [], notNamed: [], faults: [] });
});

test.each([
  ...shippedModels.flatMap((model) => parts.map((part) => `app-models/${model.replace('@', '/')}/${part}`)),
  ...addedModels.flatMap((model) => parts.map((part) => `models/${model.replace('@', '/')}/${part}`)),
  'app-models/standing.json',
])('a byte of %s is changed', async (name) => {
  const { tree, index } = site();
  const bytes = Buffer.from(tree.blobs.get(name) as Buffer);
  bytes[3] = (bytes[3] as number) ^ 4;
  tree.blobs.set(name, bytes);
  expect((await verified(tree, index)).faults).toEqual([`model-changed ${name}`]);
});

test('a file is taken away, or one is put beside the others', async () => {
  const { tree, index } = site();
  tree.blobs.delete('app-models/chest/1.0.0/MODEL_CARD.md');
  tree.blobs.delete('app-models/gate/1.0.0/manifest.json');
  tree.blobs.set('models/chest/2.0.0/evaluation/better.json', Buffer.from('{}'));
  expect((await verified(tree, index)).faults).toEqual([
    'model-changed app-models/chest/1.0.0/MODEL_CARD.md',
    'model-changed models/chest/2.0.0/evaluation/better.json',
    'model-changed app-models/gate/1.0.0/manifest.json',
  ]);
});

test('a settings document that is changed or gone is named, and the others still count', async () => {
  const { tree, index, record } = site();
  record({ ...documentOf(tree), shippedStandingSha256: hexId('other') });
  const [, second] = [...index.settings.keys()];
  tree.blobs.set(`audit/settings/${second}.json`, Buffer.from('{}'));
  expect((await verified(tree, index)).faults).toEqual([`settings-changed audit/settings/${second}.json`]);
});

test('what describes a model may change: the last document that an entry names counts, not the newest one', async () => {
  const { tree, index, record } = site();
  const before = documentOf(tree);
  const card = 'app-models/chest/1.0.0/MODEL_CARD.md';
  const old = tree.blobs.get(card) as Buffer;
  tree.blobs.set(card, Buffer.from('a better card'));
  expect((await verified(tree, index)).faults).toEqual([`model-changed ${card}`]);
  record(documentOf(tree));
  expect((await verified(tree, index)).faults).toEqual([]);
  record(before);
  expect((await verified(tree, index)).faults).toEqual([`model-changed ${card}`]);
  tree.blobs.set(card, old);
  expect((await verified(tree, index)).faults).toEqual([]);
});

test("another app's folder, with none of the models that took part, is not compared", async () => {
  const { tree, index } = site();
  for (const model of shippedModels)
    for (const part of parts) tree.blobs.delete(`app-models/${model.replace('@', '/')}/${part}`);
  tree.blobs.set('app-models/other/1.0.0/manifest.json', Buffer.from('{}'));
  tree.blobs.set('app-models/standing.json', Buffer.from('{}'));
  expect(await verified(tree, index)).toMatchObject({
    notThere: shippedModels,
    notNamed: ['other@1.0.0'],
    faults: [],
  });
});

test('a version that is another model in later settings is named, although its files are as those say', async () => {
  const { tree, index, record } = site();
  const { models, ...others } = documentOf(tree);
  for (const change of [{ contractSha256: hexId('lower thresholds') }, { sha256: hexId('another network') }])
    record({
      ...others,
      models: { ...models, 'chest@1.0.0': { ...(models['chest@1.0.0'] as Model), ...change } },
    });
  const [, second, third] = [...index.settings.keys()];
  expect((await verified(tree, index)).faults).toEqual([
    `model-changed audit/settings/${second}.json`,
    `model-changed audit/settings/${third}.json`,
  ]);
});

test('versions that are not here, and those that never took part, are named', async () => {
  const { tree, index } = site();
  for (const name of [...tree.blobs.keys()]) if (name.startsWith('app-models/gate/')) tree.blobs.delete(name);
  tree.blobs.set('models/other/1.0.0/manifest.json', Buffer.from('{}'));
  expect(await verified(tree, index)).toEqual({
    same: 15,
    notThere: ['gate@1.0.0'],
    notNamed: ['other@1.0.0'],
    faults: [],
  });
});

test('a network that spoke is compared although no settings name it', async () => {
  const { tree, index } = site();
  const model = { id: 'chest', version: '2.0.0', sha256: hexId('another network') };
  const gate = {
    model: { id: 'gate', version: '1.0.0', sha256: hexId('another gate') },
    class: 'x',
    accepted: 1,
  };
  const analysis = { model, outcome: 'abstained', findings: [], notes: [], gate, sha256: hexId('analysis') };
  const event = { type: 'shadow', eventId: hexId('shadow'), study: hexId('study'), image: hexId('image') };
  index.add({
    event: { ...event, at: '', analyses: [analysis], contents: [] } as unknown as AuditEvent,
    sequence: 9,
  });
  expect((await verified(tree, index)).faults).toEqual([
    'model-changed models/chest/2.0.0',
    'model-changed app-models/gate/1.0.0',
  ]);
});
