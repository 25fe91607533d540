import { setImmediate } from 'node:timers/promises';
import { RefusedError } from '../../domain/reasons/refusals';
import type { DecoderAnswer, DecoderHandlers, DecoderRequest, Ready } from '../protocol';
import { decodeHead, encodeHead, frameTypes, headBytes, maxJsonBytes, requestPipe } from '../protocol';
import { refusalOf } from '../refusalOnWire';
import { Watchdog, type WatchdogBudget } from '../watchdog';
import { BlockingPipe } from './blockingPipe';

const pipe = new BlockingPipe(requestPipe);

function send(type: number, json: unknown, parts: readonly Uint8Array[] = []): void {
  const text = Buffer.from(JSON.stringify(json));
  if (text.length > maxJsonBytes) throw new RefusedError('too-large', { value: text.length });
  const partBytes = parts.reduce((sum, { length }) => sum + length, 0);
  pipe.write(Buffer.concat([encodeHead({ type, jsonBytes: text.length, partBytes }), text]));
  for (const part of parts) pipe.write(part);
}

/** @returns undefined where the host is gone */
function receive(): { request: DecoderRequest; bytes: Uint8Array } | undefined {
  const head = pipe.read(headBytes);
  if (head === undefined) return undefined;
  const { jsonBytes, partBytes } = decodeHead(head);
  const json = pipe.read(jsonBytes);
  const bytes = pipe.read(partBytes);
  if (json === undefined || bytes === undefined) return undefined;
  return { request: JSON.parse(json.toString()) as DecoderRequest, bytes };
}

function handle(
  handlers: DecoderHandlers,
  request: DecoderRequest,
  bytes: Uint8Array,
): Promise<DecoderAnswer> {
  // The kind picks the handler of its own request, which the type checker cannot see.
  const handler = handlers[request.kind] as (
    one: DecoderRequest,
    bytes: Uint8Array,
  ) => Promise<DecoderAnswer>;
  return handler(request, bytes);
}

/** In a function of its own, so that nothing holds the file and its pixels any more when it is over. */
async function serveOne(handlers: DecoderHandlers, watchdog: Watchdog): Promise<boolean> {
  const received = receive();
  if (received === undefined) return false;
  watchdog.begin();
  send(frameTypes.begun, {});
  try {
    const { json, parts } = await handle(handlers, received.request, received.bytes);
    send(frameTypes.answer, json, parts);
  } catch (error) {
    send(frameTypes.refusal, refusalOf(error));
  }
  watchdog.end();
  return true;
}

/** Below this, a collection costs more than it brings. */
const worthCollecting = 64 * 2 ** 20;

/** What a collection left: the codecs that are loaded have memory of their own, and keep it. */
let kept = 0;

function outsideHeap(): number {
  const { external, arrayBuffers } = process.memoryUsage();
  return Math.max(external, arrayBuffers);
}

/** Gives back the buffers of the last piece of work; those of native code go only when the loop turns. */
async function tidy(): Promise<void> {
  const used = outsideHeap();
  await setImmediate();
  if (used - kept < worthCollecting) return;
  // The first finds the buffers and the second frees them: what it sweeps meanwhile would count as in use.
  globalThis.gc?.();
  await setImmediate();
  globalThis.gc?.();
  kept = outsideHeap();
}

/**
 * The life of a decoding process: one request after the other, until the host closes the pipe. It outlives neither
 * the host nor a budget; the host's own end, or a Ctrl-C in its terminal, must not cut a file short, so signals that
 * ask for an end are left to the host.
 */
export async function serve(handlers: DecoderHandlers, budget: WatchdogBudget): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  const watchdog = await Watchdog.start(budget);
  do {
    await tidy();
    const ready: Ready = { residentBytes: process.memoryUsage.rss() };
    send(frameTypes.ready, ready);
  } while (await serveOne(handlers, watchdog));
  process.exit(0);
}
