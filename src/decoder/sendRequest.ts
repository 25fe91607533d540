import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { encodeHead, frameTypes } from './protocol';
import type { Job } from './work';

/**
 * Bytes per write. A write to a pipe that is being read continues for as long as it is read, and blocks the
 * host meanwhile: 256 MB in one go took 280 ms.
 */
const sliceBytes = 2 ** 20;

/** @returns whether it was written; false if the other side has closed, which its exit reports */
function write(pipe: Socket, bytes: Uint8Array): Promise<boolean> {
  return new Promise((resolve) => pipe.write(bytes, (error) => resolve(!error)));
}

/** Sends a request and its bytes, and lets the host's event loop turn in between. */
export async function sendRequest(
  pipe: Socket,
  request: Job<unknown>['request'],
  bytes: Uint8Array,
): Promise<void> {
  const text = Buffer.from(JSON.stringify(request));
  const head = encodeHead({ type: frameTypes.request, jsonBytes: text.length, partBytes: bytes.length });
  let isOpen = await write(pipe, Buffer.concat([head, text]));
  for (let start = 0; isOpen && start < bytes.length; start += sliceBytes) {
    if (start > 0) await setImmediate();
    isOpen = await write(pipe, bytes.subarray(start, start + sliceBytes));
  }
}
