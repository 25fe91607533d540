import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type DraftLabel, labelsFromFile, labelsFromList } from '../../../inference/draft/draftLabels';
import { type Draft, draftModel } from '../../../inference/draft/draftModel';
import type { Fit, PresetName } from '../../../inference/draft/presets';
import { ModelProblem } from '../../../inference/manifest/modelProblem';
import { type Unfilled, unfilledIn } from '../../../inference/manifest/unfilled';
import { texts } from '../../language/language';
import { CliError, diskProblem } from '../../terminal/errors';
import { recordedBy } from './recordedBy';

interface DraftOptions {
  readonly id: string;
  readonly labels: string;
  readonly preset?: PresetName;
  readonly fit?: Fit;
  readonly activation?: 'softmax' | 'sigmoid';
  readonly layout?: 'NCHW' | 'NHWC';
  readonly size?: { readonly width: number; readonly height: number };
  readonly output?: string;
  readonly scoredOnly: boolean;
  readonly modelVersion: string;
  readonly out: string;
}

/** `triage models draft`: from a network to a manifest that a person completes. */
export async function draft(onnx: string, options: DraftOptions): Promise<void> {
  const directory = path.join(options.out, options.id, options.modelVersion);
  if (existsSync(directory)) throw new CliError(texts.models.draft.exists(directory));
  const { bytes, drafted } = await drafting(onnx, options);
  await writeDraft(directory, bytes, drafted);
  process.stdout.write(`${describeDraft(directory, drafted)}\n`);
}

async function drafting(onnx: string, options: DraftOptions) {
  const { id, modelVersion: version, labels, ...rest } = options;
  const bytes = await read(onnx);
  try {
    const request = { ...rest, id, version, labels: await readLabels(labels), recordedBy: recordedBy() };
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
    throw new CliError(
      texts.errors.file.unreadable(file, diskProblem(error) ?? texts.errors.noAnswer),
      undefined,
      { cause: error },
    );
  }
}

async function writeDraft(directory: string, bytes: Uint8Array, { manifest, golden }: Draft): Promise<void> {
  try {
    await mkdir(path.join(directory, 'golden'), { recursive: true });
    await writeFile(path.join(directory, 'model.onnx'), bytes);
    await writeFile(path.join(directory, 'manifest.json'), jsonText(manifest));
    await writeFile(path.join(directory, 'golden', 'cases.json'), jsonText(golden));
  } catch (error) {
    throw new CliError(
      texts.errors.file.unwritable(directory, diskProblem(error) ?? texts.errors.noAnswer),
      undefined,
      {
        cause: error,
      },
    );
  }
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function describeDraft(directory: string, { manifest, findings }: Draft): string {
  const said = texts.models.draft;
  return [
    said.written(directory),
    '',
    said.readOff,
    ...findings.map((finding) => `  - ${finding}`),
    '',
    said.yours(path.join(directory, 'manifest.json')),
    ...openPlaces(unfilledIn(manifest)).map((line) => `  - ${line}`),
    '',
    said.next(directory),
  ].join('\n');
}

/** One line per key: what is missing for every label is listed once. */
function openPlaces(unfilled: readonly Unfilled[]): string[] {
  const places = new Map<string, { text: string; count: number }>();
  for (const { path: keys, text } of unfilled) {
    const key = keys.map((one) => (typeof one === 'number' ? '*' : String(one))).join('.');
    const place = places.get(key) ?? { text: text.replace(/^TODO:\s*/, ''), count: 0 };
    places.set(key, { ...place, count: place.count + 1 });
  }
  return [...places].map(
    ([key, { text, count }]) =>
      `${key.replace(/\.\*$/, '')}${count > 1 ? texts.models.draft.times(count) : ''}: ${text}`,
  );
}
