import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { drawChest } from '../../src/cli/synthetic/chest';
import { writeDx } from '../../src/cli/synthetic/writeDx';
import { wasMeasured } from '../../src/inference/evaluation/wasMeasured';
import { parseManifest } from '../../src/inference/manifest/parseManifest';
import { connectStorage } from '../../src/storage/connect';
import { ensureContainers } from '../../src/storage/containers';
import { type Edited, fillIn, type Net, network } from '../support/draftedModel';
import { describeWith, python } from '../support/requirements';
import { storageAccount } from '../support/storageAccount';
import { TemporaryFolder } from '../support/temporaryFolder';
import { triageHere } from './support/triageHere';

const folder = new TemporaryFolder();
afterAll(() => folder.remove());

const tagsOf = {
  photometric: 'MONOCHROME2',
  studyUid: '2.25.4001',
  seriesUid: '2.25.4002',
  sopUid: '2.25.4003',
  patientName: 'SYNTHETIC^OWN',
  patientId: 'SYN-4',
  ageYears: 50,
  sex: 'F',
  bodyPart: 'CHEST',
  view: 'PA',
} as const;

const xray = () => writeDx(drawChest(5, { width: 512, height: 600 }), tagsOf);

/** Draft, refusal, filling in, admission, promotion; then the X-ray finds its way to the model by itself. */
async function bring(
  onnx: string,
  id: string,
  options: readonly string[],
  more?: (manifest: Edited) => void,
) {
  const models = folder.file(`models-${id}`);
  const drafted = await triageHere(['models', 'draft', onnx, '--id', id, '--out', models, ...options]);
  expect([drafted.stderr, drafted.code]).toEqual(['', 0]);
  const directory = path.join(models, id, '1.0.0');
  const refused = await triageHere(['models', 'check', directory]);
  expect(refused.code).toBe(1);
  expect(refused.stdout).toMatch(
    /✗ manifest\s+manifest\.json\n\s+- title: still to be filled in \(.+\)\n\s+- /,
  );

  fillIn(path.join(directory, 'manifest.json'), more);
  const admitted = await triageHere(['models', 'check', directory]);
  expect([admitted.code, admitted.stdout]).toEqual([0, expect.stringContaining('1 model: admitted.')]);
  writeFileSync(
    path.join(models, 'standing.json'),
    JSON.stringify({ schemaVersion: 1, models: { [id]: { '1.0.0': 'promoted' } } }),
  );
  const file = folder.file(`${id}.dcm`);
  writeFileSync(file, xray());
  const classified = await triageHere(['classify', file, '--models', models, '--json', '-k', '20']);
  expect([classified.code, classified.stderr]).toEqual([0, '']);
  return {
    draft: drafted.stdout,
    manifest: JSON.parse(readFileSync(path.join(directory, 'manifest.json'), 'utf8')) as Edited,
    golden: JSON.parse(readFileSync(path.join(directory, 'golden', 'cases.json'), 'utf8')) as Edited,
    answer: JSON.parse(classified.stdout) as Edited,
  };
}

function put(name: string, net: Net): string {
  writeFileSync(folder.file(name), network(net));
  return folder.file(name);
}

const guide = path.resolve(__dirname, '../../docs/bring-your-own-model.md');

/** The commands of the guide, word for word, as their arguments. */
function commandsOfGuide(): string[][] {
  const blocks = readFileSync(guide, 'utf8').matchAll(/```sh\n([^`]*)```/g);
  const lines = [...blocks].flatMap(([, block = '']) => block.trim().split('\n'));
  return lines.map((line) =>
    [...line.matchAll(/"([^"]*)"|(\S+)/g)].slice(1).map(([, quoted, word]) => quoted ?? word ?? ''),
  );
}

test('the commands of the guide do what it says, in its order, until the model speaks', async () => {
  const before = process.cwd();
  mkdirSync(folder.file('guide'));
  process.chdir(folder.file('guide'));
  try {
    writeFileSync('model.onnx', network({ layout: 'NCHW', scores: 2, softmax: false }));
    writeFileSync('chest.dcm', xray());
    writeFileSync(
      'other.dcm',
      writeDx(drawChest(6, { width: 512, height: 600 }), { ...tagsOf, sopUid: '2.25.4013' }),
    );
    writeFileSync('pictures.csv', 'file,pneumonia\nchest.dcm,1\nother.dcm,0\n');
    const manifestFile = 'drafts/my-chest/1.0.0/manifest.json';
    const measured = () =>
      wasMeasured('drafts/my-chest/1.0.0', parseManifest(readFileSync(manifestFile, 'utf8')));
    const commands = commandsOfGuide();
    const names = commands.map(([noun, verb]) => (noun === 'models' ? verb : noun));
    expect(names).toEqual(['draft', 'check', 'classify', 'evaluate', 'card', 'add', 'promote']);
    // DIR stands for the data folder of a site, which has an account and a key.
    const account = await storageAccount();
    await ensureContainers(
      connectStorage({ kind: 'connection-string', connectionString: account }).blobs,
      'incoming',
    );
    const environment = { TRIAGE_SITE_KEY: Buffer.alloc(32, 1).toString('base64') };
    for (const [at, args] of commands.entries()) {
      const words = args.map((word, index) => (args[index - 1] === '--data' ? account : word));
      const there = words.map((word) => (word === '--data' ? '--connection' : word));
      const { code, stderr } = await triageHere(there, environment);
      expect([args.join(' '), code, code === 0 ? '' : stderr]).toEqual([args.join(' '), 0, '']);
      if (names[at] === 'draft')
        fillIn(manifestFile, ({ labels }) => {
          delete labels[0].operatingPoint;
        });
      else expect(await measured()).toBe(at >= names.indexOf('card'));
    }
  } finally {
    process.chdir(before);
  }
});

const sumOf = (answer: Edited) =>
  answer.results.reduce((total: number, { score }: { score: number }) => total + score, 0);

describe('a network of somebody else', () => {
  test('3 x 224 x 224 with logits of two classes', async () => {
    const onnx = put('two.onnx', { layout: 'NCHW', scores: 2, softmax: false });
    const { draft, manifest, golden, answer } = await bring(
      onnx,
      'two-classes',
      [...['--labels', 'normal,pneumonia', '--preset', 'imagenet', '--activation', 'softmax']],
      ({ labels }) => {
        delete labels[0].operatingPoint;
        labels[1].priority = 'urgent';
      },
    );
    expect(draft).toMatch(/input "image": 224 x 224, 3 channels, .*NCHW/);
    expect(manifest.input).toEqual({
      name: 'image',
      layout: 'NCHW',
      width: 224,
      height: 224,
      channels: ['picture', 'picture', 'picture'],
      source: 'display',
      fit: 'crop',
      cropShare: 0.875,
      resampling: 'triangle',
      normalise: {
        kind: 'mean-std',
        valueRange: [0, 1],
        mean: [0.485, 0.456, 0.406],
        std: [0.229, 0.224, 0.225],
      },
    });
    expect(manifest.outputs.scores).toEqual({ name: 'scores', kind: 'logits', activation: 'softmax' });
    expect(golden.recordedBy).toMatch(/^triage models draft with onnxruntime \d+\.\d+\.\d+ on /);
    expect(answer).toMatchObject({ outcome: 'analysed', results: { length: 2 } });
    expect(sumOf(answer)).toBeCloseTo(1, 5);
    const [normal, pneumonia] = ['normal', 'pneumonia'].map((name) =>
      answer.results.find(({ label }: Edited) => label === name),
    );
    expect(normal).not.toHaveProperty('threshold');
    expect(pneumonia).toMatchObject({ threshold: 0.5, model: 'two-classes@1.0.0' });
  });

  test.each([
    ['stretch', { fit: 'stretch', resampling: 'triangle' }],
    ['pad', { fit: 'pad', resampling: 'triangle' }],
    ['crop', { fit: 'crop', cropShare: 0.875, resampling: 'triangle' }],
  ])('pictures that were fitted by %s instead of as the preset has it', async (fit, expected) => {
    const onnx = put(`${fit}.onnx`, { layout: 'NCHW', scores: 2, softmax: true });
    const options = ['--labels', 'normal,pneumonia', '--preset', 'imagenet', '--fit', fit, '--scored-only'];
    const { draft, manifest, answer } = await bring(onnx, `by-${fit}`, options);
    const { cropShare, resampling } = manifest.input;
    expect({ fit: manifest.input.fit, cropShare, resampling }).toEqual(expected);
    expect(draft).toContain(`pictures of another aspect: ${fit}, as you said`);
    expect(answer).toMatchObject({ outcome: 'analysed' });
  });

  test('224 x 224 x 3, channels last, that ends in a softmax of five', async () => {
    const onnx = put('five.onnx', { layout: 'NHWC', scores: 5, softmax: true });
    const labels = folder.file('labels.txt');
    writeFileSync(labels, '# in the order of the scores\nnone\tnothing\nA B\tone\nc\nd\ne\n');
    const { manifest, answer } = await bring(onnx, 'five-classes', [
      ...['--labels', `@${labels}`, '--preset', 'imagenet', '--scored-only'],
    ]);
    expect(manifest.input.layout).toBe('NHWC');
    expect(manifest.outputs.scores).toEqual({ name: 'scores', kind: 'probabilities', activation: 'softmax' });
    expect(manifest.labels.map(({ name, title }: Edited) => [name, title])).toEqual([
      ['none', 'None'],
      ['a-b', 'A B'],
      ['c', 'C'],
      ['d', 'D'],
      ['e', 'E'],
    ]);
    expect(sumOf(answer)).toBeCloseTo(1, 5);
    expect(answer.results.some(({ positive }: Edited) => positive)).toBe(false);
  });

  test('fourteen findings with logits for sigmoids', async () => {
    const onnx = put('fourteen.onnx', { layout: 'NCHW', scores: 14, softmax: false });
    const names = Array.from({ length: 14 }, (_, index) => `finding-${index + 1}`);
    const { manifest, answer } = await bring(
      onnx,
      'fourteen',
      [...['--labels', names.join(','), '--preset', 'zero-to-one', '--activation', 'sigmoid']],
      ({ input }) => Object.assign(input, { fit: 'pad', resampling: 'area-average' }),
    );
    expect(manifest.outputs.scores).toMatchObject({ kind: 'logits', activation: 'sigmoid' });
    expect(answer.results).toHaveLength(14);
    for (const { score, threshold, positive } of answer.results) expect(positive).toBe(score >= threshold);
  });

  test('is not drafted over an older draft', async () => {
    const onnx = put('again.onnx', { layout: 'NCHW', scores: 2, softmax: true });
    mkdirSync(folder.file('again/mine/1.0.0'), { recursive: true });
    const { code, stderr } = await triageHere([
      ...['models', 'draft', onnx, '--id', 'mine', '--labels', 'a,b', '--out', folder.file('again')],
    ]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/is there already: remove it, or choose another --out or --model-version\.\n$/);
  });
});

const torch = python('torch', 'torchvision');

describeWith([torch], "torchvision's own network, exported by PyTorch", () => {
  test('becomes a model that is routed to', async () => {
    const onnx = folder.file('squeezenet.onnx');
    const program = [
      'import sys, torch, torchvision',
      'torch.manual_seed(1)',
      'net = torchvision.models.squeezenet1_1(num_classes=3).eval()',
      'torch.onnx.export(net, torch.zeros(1, 3, 224, 224), sys.argv[1], opset_version=17)',
    ];
    const { status, stderr } = spawnSync(torch.program, ['-c', program.join('\n'), onnx]);
    if (status !== 0) throw new Error(stderr.toString());
    const { answer } = await bring(onnx, 'squeezenet', [
      ...['--labels', 'a,b,c', '--preset', 'imagenet', '--activation', 'softmax'],
    ]);
    expect(answer).toMatchObject({ outcome: 'analysed', results: { length: 3 } });
    expect(sumOf(answer)).toBeCloseTo(1, 5);
  });
});
