import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { join } from '../blobs/join';

const chunkSize = 2 ** 20;

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += chunkSize)
    yield bytes.subarray(start, start + chunkSize);
}

async function through(transform: Transform, bytes: Uint8Array): Promise<Buffer> {
  let result: Buffer | undefined;
  await pipeline(Readable.from(slices(bytes)), transform, async (chunks: AsyncIterable<Uint8Array>) => {
    result = await join(chunks);
  });
  return result as Buffer;
}

/** Fast gzip: the aim is less network time rather than less space. */
export function pack(bytes: Uint8Array): Promise<Buffer> {
  return through(createGzip({ level: 1, chunkSize }), bytes);
}

export function unpack(packed: Uint8Array): Promise<Buffer> {
  return through(createGunzip({ chunkSize }), packed);
}
