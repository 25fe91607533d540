import fc from 'fast-check';
import { encodeHead, maxJsonBytes } from '../../src/decoder/protocol';
import { type Frame, readFrames } from '../../src/decoder/readFrames';

interface Sent {
  readonly type: number;
  readonly json: unknown;
  readonly parts: readonly Uint8Array[];
}

function encode({ type, json, parts }: Sent): Buffer {
  const text = Buffer.from(JSON.stringify({ json, sizes: parts.map(({ length }) => length) }));
  const partBytes = parts.reduce((sum, { length }) => sum + length, 0);
  return Buffer.concat([encodeHead({ type, jsonBytes: text.length, partBytes }), text, ...parts]);
}

/** The bytes in chunks that end at these places; what is left over is the last. */
async function* cutInto(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let rest = bytes;
  for (const cut of cuts) {
    yield rest.subarray(0, cut);
    rest = rest.subarray(cut);
  }
  yield rest;
}

async function framesOf(stream: AsyncIterable<Uint8Array>): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const frame of readFrames(stream, (_, json) => (json as { sizes: number[] }).sizes)) {
    frames.push(frame);
  }
  return frames;
}

const frame = fc.record({
  type: fc.nat(1000),
  json: fc.jsonValue(),
  parts: fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 4 }),
});

test('frames come out as they went in, however the stream is cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(frame, { maxLength: 5 }), fc.array(fc.nat(40)), async (sent, cuts) => {
      const frames = await framesOf(cutInto(Buffer.concat(sent.map(encode)), cuts));
      const comparable = ({ type, json, parts }: Sent) => [
        type,
        JSON.stringify(json),
        parts.map((part) => [...part]),
      ];
      expect(frames.map((one) => comparable({ ...one, json: (one.json as Sent).json }))).toEqual(
        sent.map(comparable),
      );
    }),
  );
});

test('a frame that the stream cuts off is none', async () => {
  const whole = encode({ type: 1, json: {}, parts: [Uint8Array.of(1, 2, 3)] });
  for (let length = 0; length < whole.length; length += 1) {
    expect(await framesOf(cutInto(whole.subarray(0, length), []))).toEqual([]);
  }
  expect(await framesOf(cutInto(whole, []))).toHaveLength(1);
});

test('nothing is taken for a length that is only announced', async () => {
  const long = encodeHead({ type: 1, jsonBytes: maxJsonBytes + 1, partBytes: 0 });
  await expect(framesOf(cutInto(long, []))).rejects.toThrow('the JSON is too long');
  const text = Buffer.from('{"sizes":[5]}');
  const head = encodeHead({ type: 1, jsonBytes: text.length, partBytes: 2 ** 40 });
  await expect(framesOf(cutInto(Buffer.concat([head, text]), []))).rejects.toThrow(
    'the parts have other lengths than the description says',
  );
});
