import { serve } from '../../../decoder/child/serve';
import type { DecoderAnswer } from '../../../decoder/protocol';
import type { WatchdogBudget } from '../../../decoder/watchdog';
import { ModelProblem } from '../../manifest/modelProblem';
import type { Network } from '../network';
import type { LoadRequest, RunRequest } from '../networkJobs';
import { loadNetwork } from './loadNetwork';

/** The program of a process that runs one network. Its only argument is its budget, in JSON. */
let network: Network | undefined;

/** Enough for what the runtime says; a network decides what that quotes. */
const maxWords = 1000;

/** What is wrong with a network is an answer; anything else is a failure of ours. */
function problemOf(error: unknown): DecoderAnswer {
  return { json: { problem: (error as Error).message.slice(0, maxWords) }, parts: [] };
}

async function load(bytes: Uint8Array): Promise<DecoderAnswer> {
  try {
    network = await loadNetwork(bytes);
  } catch (error) {
    if (!(error instanceof ModelProblem)) throw error;
    return problemOf(error);
  }
  const { inputs, outputs } = network;
  return { json: { inputs, outputs }, parts: [] };
}

async function run({ name, dims, names }: RunRequest, bytes: Uint8Array): Promise<DecoderAnswer> {
  const data = new Float32Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength / 4);
  let outputs: Awaited<ReturnType<Network['run']>>;
  try {
    outputs = await (network as Network).run({ name, tensor: { dims, data } }, names);
  } catch (error) {
    return problemOf(error);
  }
  return {
    json: { outputs: outputs.map((output) => output?.dims ?? null) },
    parts: outputs.flatMap((output) => (output === undefined ? [] : [bytesOf(output.data)])),
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

void serve(
  { load: (_request: LoadRequest, bytes) => load(bytes), run },
  JSON.parse(process.argv[2] as string) as WatchdogBudget,
);
