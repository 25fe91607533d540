import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InferenceSession } from 'onnxruntime-node';
import { assertGolden, goldenInput, parseGoldenCases } from './goldenCases';
import type { ModelManifest } from './manifest';
import { ModelProblem } from './modelProblem';
import { readOnnxFacts } from './onnxFile';
import { parseManifest } from './parseManifest';
import { assertSignature, runNetwork, sessionOf } from './session';

/** A model that passed every check, with its one session. */
export interface LoadedModel<M extends ModelManifest = ModelManifest> {
  readonly manifest: M;
  readonly session: InferenceSession;
}

/**
 * Admits the model in a folder `<id>/<version>`: manifest, hash, no external data, signature, golden cases.
 *
 * The bytes that were hashed are the bytes that the runtime gets; the file is not opened again.
 *
 * @throws ModelProblem with the reason in words
 */
export async function admitModel(directory: string, id: string, version: string): Promise<LoadedModel> {
  const manifest = parseManifest(await readText(join(directory, 'manifest.json')));
  if (manifest.id !== id || manifest.version !== version)
    throw new ModelProblem(
      `manifest.json: id and version are ${manifest.id} ${manifest.version}, but the folder is ${id}/${version}`,
    );
  const session = await sessionOf(manifest.file.sha256, await readNetwork(directory, manifest));
  assertSignature(session, manifest);
  await assertGoldenCases(directory, manifest, session);
  return { manifest, session };
}

async function readNetwork(directory: string, manifest: ModelManifest): Promise<Uint8Array> {
  const { name, sha256, opset } = manifest.file;
  const bytes = await readBytes(join(directory, name));
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (actual !== sha256)
    throw new ModelProblem(
      `${name} is not the file that the manifest describes (SHA-256 ${actual.slice(0, 12)}…, expected ` +
        `${sha256.slice(0, 12)}…); restore the file, or publish it as a new version with its own manifest`,
    );
  const facts = readOnnxFacts(bytes);
  if (facts.externalData)
    throw new ModelProblem(`${name} keeps weights in other files; export it with all weights inside`);
  if (facts.opset !== opset)
    throw new ModelProblem(`file.opset: expected ${facts.opset}, as the network says`);
  return bytes;
}

async function assertGoldenCases(directory: string, manifest: ModelManifest, session: InferenceSession) {
  for (const golden of parseGoldenCases(await readText(join(directory, 'golden', 'cases.json')))) {
    const input = { name: manifest.input.name, tensor: goldenInput(golden.seed, manifest) };
    const names = Object.values(manifest.outputs).map((output) => output.name);
    const outputs = await runNetwork(session, input, names);
    for (const [index, name] of names.entries())
      assertGolden(golden, name, outputs[index] as (typeof outputs)[0]);
  }
}

async function readText(path: string): Promise<string> {
  return Buffer.from(await readBytes(path)).toString('utf8');
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new ModelProblem(`cannot read ${path}: ${(cause as NodeJS.ErrnoException).code}`, { cause });
  }
}
