import { setImmediate } from 'node:timers/promises';
import { RefusedError } from '../../domain/reasons/refusals';
import type { DecoderAnswer, Ready } from '../protocol';
import { decodeHead, encodeHead, frameTypes, headBytes, maxJsonBytes, requestPipe } from '../protocol';
import { Watchdog, type WatchdogBudget } from '../watchdog';
import { BlockingPipe } from './blockingPipe';
import { closeDoors } from './closeDoors';

/** What answers each kind of request. */
export type Handlers = Readonly<
  Record<string, (request: never, bytes: Uint8Array) => Promise<DecoderAnswer>>
>;

const pipe = new BlockingPipe(requestPipe);

function send(type: number, json: unknown, parts: readonly Uint8Array[] = []): void {
  const text = Buffer.from(JSON.stringify(json));
  if (text.length > maxJsonBytes) throw new RefusedError('too-large', { value: text.length });
  const partBytes = parts.reduce((sum, { length }) => sum + length, 0);
  pipe.write(Buffer.concat([encodeHead({ type, jsonBytes: text.length, partBytes }), text]));
  for (const part of parts) pipe.write(part);
}

/** @returns undefined if the host has closed */
function receive(): { request: { kind: string }; bytes: Uint8Array } | undefined {
  const head = pipe.read(headBytes);
  if (head === undefined) return undefined;
  const { jsonBytes, partBytes } = decodeHead(head);
  const json = pipe.read(jsonBytes);
  const bytes = pipe.read(partBytes);
  if (json === undefined || bytes === undefined) return undefined;
  return { request: JSON.parse(json.toString()) as { kind: string }, bytes };
}

/** A separate function, so that nothing refers to the file and its pixels after it returns. */
async function serveOne(handlers: Handlers, watchdog: Watchdog): Promise<boolean> {
  const received = receive();
  if (received === undefined) return false;
  watchdog.begin();
  send(frameTypes.begun, {});
  try {
    const { request, bytes } = received;
    // The kind selects the handler for its own request, which the type checker cannot see.
    const { json, parts } = await (handlers[request.kind] as Handlers[string])(request as never, bytes);
    send(frameTypes.answer, json, parts);
  } catch (error) {
    // Loaded when it is needed: its schemas would take a third of the start of a small program.
    const { refusalOf } = await import('../refusalOnWire.js');
    send(frameTypes.refusal, refusalOf(error));
  }
  watchdog.end();
  return true;
}

/** Below this, a collection costs more than it gains. */
const worthCollecting = 64 * 2 ** 20;

/** What the last collection left: loaded codecs have memory of their own, and keep it. */
let kept = 0;

function outsideHeap(): number {
  const { external, arrayBuffers } = process.memoryUsage();
  return Math.max(external, arrayBuffers);
}

/** Frees the buffers of the last job; those of native code are released only when the event loop turns. */
async function tidy(): Promise<void> {
  const used = outsideHeap();
  await setImmediate();
  if (used - kept < worthCollecting) return;
  // The first collection finds the buffers and the second frees them: what it is sweeping would still count
  // as in use.
  globalThis.gc?.();
  await setImmediate();
  globalThis.gc?.();
  kept = outsideHeap();
}

/**
 * The life of a decoding process: one request after another, until the host closes the pipe. It does not
 * outlive the host, and is stopped when it exceeds its budget. Neither the host's shutdown nor a Ctrl-C in
 * its terminal may cut a file short, so termination signals are left to the host.
 */
export async function serve(handlers: Handlers, budget: WatchdogBudget): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  const watchdog = await Watchdog.start(budget);
  closeDoors();
  do {
    await tidy();
    const ready: Ready = { residentBytes: process.memoryUsage.rss() };
    send(frameTypes.ready, ready);
  } while (await serveOne(handlers, watchdog));
  process.exit(0);
}
