import { createHash } from 'node:crypto';
import { words } from '../../domain/words/words';
import type { ModelManifest } from '../manifest/manifest';
import { ModelProblem } from '../manifest/modelProblem';
import { parseManifest } from '../manifest/parseManifest';
import { assertGolden, goldenInput, parseGoldenCases } from '../onnx/goldenCases';
import type { Network } from '../onnx/network';
import { networkOf } from '../onnx/networks';
import { type OnnxFacts, readOnnxFacts } from '../onnx/onnxFile';
import { runNetwork } from '../onnx/runNetwork';
import { assertSignature, inputShape } from '../onnx/signature';
import { fileHashes, networkHash } from './fileHashes';
import { modelFiles, readModelFile } from './modelFolder';

/** A model that passed every check, with its network loaded. */
export interface LoadedModel<M extends ModelManifest = ModelManifest> {
  readonly manifest: M;
  readonly network: Network;
  /** SHA-256 in hex of each of its files, by name. */
  readonly files: Readonly<Record<string, string>>;
}

/** The admission checks, in order: each runs only if all before it passed. */
export const checks = [
  'files',
  'manifest',
  'name',
  'hash',
  'structure',
  'operators',
  'weights',
  'signature',
  'golden',
] as const;

/** One check and its result in words: what was found, or why the model is refused. */
export interface CheckResult {
  readonly check: (typeof checks)[number];
  readonly passed: boolean;
  readonly words: string;
}

/** The id and version that a folder's name states; a folder with any other name is judged by its content alone. */
export interface ExpectedModel {
  readonly id: string;
  readonly version: string;
}

/**
 * Admits the model in a folder, or states why not: files, manifest, hash, operators, weights, signature,
 * golden cases.
 *
 * The bytes that were hashed are the bytes that the runtime gets; the file is not opened again.
 *
 * @param tell called for every check, a failed one last
 * @throws ModelProblem with the reason in words
 */
export async function admitModel(
  directory: string,
  expected?: ExpectedModel,
  tell: (result: CheckResult) => void = () => {},
): Promise<LoadedModel> {
  const check = checkAndTell(tell);
  await check('files', () => listFiles(directory));
  const manifest = await check('manifest', () => readManifest(directory), describeManifest);
  await check('name', () => compareName(manifest, expected));
  const bytes = await check(
    'hash',
    () => readNetwork(directory, manifest),
    () => hashWords(manifest),
  );
  const facts = await check('structure', () => readStructure(bytes, manifest), structureWords);
  await check('operators', () => assertOperators(facts, manifest));
  await check('weights', () => assertWeights(facts, manifest));
  const network = await check(
    'signature',
    () => openNetwork(bytes, manifest),
    () => signatureWords(manifest),
  );
  await check('golden', () => assertGoldenCases(directory, manifest, network));
  const files = await fileHashes(directory, networkHash(manifest));
  return { manifest, network, files };
}

type Check = <T>(
  check: CheckResult['check'],
  work: () => T | Promise<T>,
  words?: (result: T) => string,
) => Promise<T>;

function checkAndTell(tell: (result: CheckResult) => void): Check {
  return async (check, work, words = String) => {
    try {
      const result = await work();
      tell({ check, passed: true, words: words(result) });
      return result;
    } catch (error) {
      if (error instanceof ModelProblem) tell({ check, passed: false, words: error.message });
      throw error;
    }
  };
}

async function listFiles(directory: string): Promise<string> {
  const files = await modelFiles(directory);
  return files.map(({ name, bytes }) => `${name} (${words.values.fileSize(bytes)})`).join(', ') || 'none';
}

/** @throws ModelProblem */
export async function readManifest(directory: string): Promise<ModelManifest> {
  return parseManifest((await readModelFile(directory, 'manifest.json')).toString('utf8'));
}

function describeManifest(manifest: ModelManifest): string {
  const what = `${manifest.kind} ${manifest.id} ${manifest.version}`;
  if (manifest.kind !== 'classifier') return what;
  const bound = manifest.labels.filter(({ operatingPoint }) => operatingPoint !== undefined).length;
  return `${what}; ${manifest.labels.length} labels, ${bound} with a threshold bound to this network`;
}

function compareName(manifest: ModelManifest, expected: ExpectedModel | undefined): string {
  if (expected === undefined) return 'not compared: the folder is not called id/version';
  if (manifest.id !== expected.id || manifest.version !== expected.version)
    throw new ModelProblem(
      `manifest.json: id and version are ${manifest.id} ${manifest.version}, but the folder is ${expected.id}/${expected.version}`,
    );
  return `the folder is ${expected.id}/${expected.version}`;
}

async function readNetwork(directory: string, { file }: ModelManifest): Promise<Uint8Array> {
  const bytes = await readModelFile(directory, file.name);
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (actual !== file.sha256)
    throw new ModelProblem(
      `${file.name} is not the file that the manifest describes (SHA-256 ${actual.slice(0, 12)}…, expected ` +
        `${file.sha256.slice(0, 12)}…); restore the file, or publish it as a new version with its own manifest`,
    );
  return bytes;
}

function hashWords({ file }: ModelManifest): string {
  return `SHA-256 of ${file.name} is ${file.sha256.slice(0, 12)}…, as the manifest says`;
}

function readStructure(bytes: Uint8Array, { file }: ModelManifest): OnnxFacts {
  const facts = readOnnxFacts(bytes);
  if (facts.externalData)
    throw new ModelProblem(`${file.name} keeps weights in other files; export it with all weights inside`);
  if (facts.opset !== file.opset)
    throw new ModelProblem(`file.opset: expected ${facts.opset}, as the network says`);
  return facts;
}

function structureWords({ opset }: OnnxFacts): string {
  return `ONNX, opset ${opset}, all weights inside`;
}

function assertOperators({ unknownDomains, controlFlow }: OnnxFacts, { file }: ModelManifest): string {
  if (unknownDomains.length > 0)
    throw new ModelProblem(
      `${file.name} needs operators of ${unknownDomains.join(', ')}; expected those of ONNX, ` +
        'or of com.microsoft which are part of the runtime',
    );
  if (controlFlow.length > 0 && file.controlFlow !== true)
    throw new ModelProblem(
      `${file.name} decides itself how long it runs (${controlFlow.join(', ')}); export it without, or say ` +
        '"controlFlow": true under "file" in the manifest',
    );
  return `all of ONNX or of the runtime${controlFlow.length > 0 ? `; ${controlFlow.join(', ')}, as the manifest says` : ''}`;
}

function assertWeights({ notFinite, weights }: OnnxFacts, { file }: ModelManifest): string {
  const [first, ...others] = notFinite;
  if (first !== undefined)
    throw new ModelProblem(
      `${file.name} holds weights that are NaN or infinite: ${first}` +
        `${others.length > 0 ? ` and ${others.length} more` : ''}; export a network whose training did not diverge`,
    );
  return `${weights} tensors, all finite`;
}

async function openNetwork(bytes: Uint8Array, manifest: ModelManifest): Promise<Network> {
  const network = await networkOf(manifest.file.sha256, bytes);
  assertSignature(network, manifest);
  return network;
}

function signatureWords(manifest: ModelManifest): string {
  const outputs = Object.values(manifest.outputs).map((output) => output.name);
  return `${manifest.input.name} ${inputShape(manifest).join('x')} → ${outputs.join(', ')}`;
}

async function assertGoldenCases(
  directory: string,
  manifest: ModelManifest,
  network: Network,
): Promise<string> {
  const cases = parseGoldenCases((await readModelFile(directory, 'golden/cases.json')).toString('utf8'));
  for (const golden of cases) {
    const input = { name: manifest.input.name, tensor: goldenInput(golden.seed, manifest) };
    const names = Object.values(manifest.outputs).map((output) => output.name);
    const outputs = await runNetwork(network, input, names);
    for (const [index, name] of names.entries())
      assertGolden(golden, name, outputs[index] as (typeof outputs)[0]);
  }
  return cases.length === 1 ? '1 case reproduced' : `${cases.length} cases reproduced`;
}
