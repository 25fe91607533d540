import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type DraftLabel, labelsFromFile, labelsFromList } from '../../../inference/draft/draftLabels';
import { type Draft, draftModel } from '../../../inference/draft/draftModel';
import { type PresetName, presetNames } from '../../../inference/draft/presets';
import { ModelProblem } from '../../../inference/manifest/modelProblem';
import { type Unfilled, unfilledIn } from '../../../inference/manifest/unfilled';
import { CliError, diskProblem } from '../../terminal/errors';
import { ortVersion } from './support/ortVersion';

interface DraftOptions {
  readonly id: string;
  readonly labels: string;
  readonly preset?: PresetName;
  readonly activation?: 'softmax' | 'sigmoid';
  readonly layout?: 'NCHW' | 'NHWC';
  readonly size?: { readonly width: number; readonly height: number };
  readonly output?: string;
  readonly scoredOnly: boolean;
  readonly modelVersion: string;
  readonly out: string;
}

/** `triage models draft`: from somebody's network to a manifest that a person completes. */
export function addDraftCommand(models: Command): void {
  models
    .command('draft')
    .description('write the manifest of your own network, with what only you can say left open')
    .argument('<onnx>', 'an .onnx file that classifies pictures')
    .requiredOption(
      '--id <id>',
      'what the model is to be called: lower-case words joined by hyphens',
      parseId,
    )
    .requiredOption(
      '--labels <list>',
      'its labels in the order of its scores, with commas between; or @FILE: one a line, after a tab what it means',
    )
    .addOption(new Option('--preset <name>', 'how its pictures were prepared').choices(presetNames))
    .addOption(
      new Option('--activation <name>', 'what makes probabilities of its logits').choices([
        'softmax',
        'sigmoid',
      ]),
    )
    .addOption(new Option('--layout <name>', 'where its channels are').choices(['NCHW', 'NHWC']))
    .option('--size <WxH>', 'its input in samples, where the network leaves that open', parseSize)
    .option('--output <name>', 'the output with the scores, where several could be it')
    .option('--scored-only', 'no label gets a threshold: none is ever positive', false)
    .option('--model-version <version>', 'the version of the model', parseVersion, '1.0.0')
    .option('--out <dir>', 'the folder in which <id>/<version>/ is made', 'drafts')
    .action(draft);
}

async function draft(onnx: string, options: DraftOptions): Promise<void> {
  const directory = path.join(options.out, options.id, options.modelVersion);
  if (existsSync(directory))
    throw new CliError(
      `${directory} is there already: remove it, or choose another --out or --model-version.`,
    );
  const { bytes, drafted } = await drafting(onnx, options);
  await writeDraft(directory, bytes, drafted);
  process.stdout.write(`${describeDraft(directory, drafted)}\n`);
}

async function drafting(onnx: string, options: DraftOptions) {
  const { id, modelVersion: version, labels, ...rest } = options;
  const bytes = await read(onnx);
  try {
    const recordedBy = `triage models draft with onnxruntime ${ortVersion()} on ${process.platform}-${process.arch}`;
    const request = { ...rest, id, version, labels: await readLabels(labels), recordedBy };
    return { bytes, drafted: await draftModel(bytes, request) };
  } catch (error) {
    if (!(error instanceof ModelProblem)) throw error;
    throw new CliError(`${onnx}: ${error.message}.`, undefined, { cause: error });
  }
}

async function readLabels(text: string): Promise<DraftLabel[]> {
  if (!text.startsWith('@')) return labelsFromList(text);
  return labelsFromFile((await read(text.slice(1))).toString('utf8'));
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new CliError(`${file}: ${diskProblem(error) ?? 'cannot be read'}.`, undefined, { cause: error });
  }
}

async function writeDraft(directory: string, bytes: Uint8Array, { manifest, golden }: Draft): Promise<void> {
  try {
    await mkdir(path.join(directory, 'golden'), { recursive: true });
    await writeFile(path.join(directory, 'model.onnx'), bytes);
    await writeFile(path.join(directory, 'manifest.json'), jsonText(manifest));
    await writeFile(path.join(directory, 'golden', 'cases.json'), jsonText(golden));
  } catch (error) {
    throw new CliError(`${directory}: ${diskProblem(error) ?? 'cannot be written'}.`, undefined, {
      cause: error,
    });
  }
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function describeDraft(directory: string, { manifest, findings }: Draft): string {
  return [
    `Written to ${directory}: manifest.json, model.onnx, golden/cases.json`,
    '',
    'Read off the network:',
    ...findings.map((finding) => `  - ${finding}`),
    '',
    `Only you can say (TODO in ${path.join(directory, 'manifest.json')}):`,
    ...openPlaces(unfilledIn(manifest)).map((line) => `  - ${line}`),
    '',
    `Then: triage models check ${directory}`,
  ].join('\n');
}

/** One line a key: what is open for every label is said once. */
function openPlaces(unfilled: readonly Unfilled[]): string[] {
  const places = new Map<string, { text: string; count: number }>();
  for (const { path: keys, text } of unfilled) {
    const key = keys.map((one) => (typeof one === 'number' ? '*' : String(one))).join('.');
    const place = places.get(key) ?? { text: text.replace(/^TODO:\s*/, ''), count: 0 };
    places.set(key, { ...place, count: place.count + 1 });
  }
  return [...places].map(
    ([key, { text, count }]) => `${key.replace(/\.\*$/, '')}${count > 1 ? ` (${count} times)` : ''}: ${text}`,
  );
}

function parseId(text: string): string {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)) return text;
  throw new InvalidArgumentError('Expected lower-case words joined by hyphens, such as my-model.');
}

function parseVersion(text: string): string {
  if (/^\d+\.\d+\.\d+$/.test(text)) return text;
  throw new InvalidArgumentError('Expected a version such as 1.0.0.');
}

function parseSize(text: string): { width: number; height: number } {
  const [, width, height] = /^(\d{1,4})x(\d{1,4})$/.exec(text) ?? [];
  if (width !== undefined && height !== undefined) return { width: Number(width), height: Number(height) };
  throw new InvalidArgumentError('Expected a width and a height, such as 224x224.');
}
