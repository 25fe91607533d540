import fc from 'fast-check';
import { type Frame, FrameReader } from '../../src/decoder/frameReader';
import { encodeHead, maxJsonBytes } from '../../src/decoder/protocol';

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

function reader(frames: Frame[] = []): FrameReader {
  return new FrameReader(
    (_, json) => (json as { sizes: number[] }).sizes,
    (frame) => frames.push(frame),
  );
}

const frame = fc.record({
  type: fc.nat(1000),
  json: fc.jsonValue(),
  parts: fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 4 }),
});

test('frames come out as they went in, however the stream is cut', () => {
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 5 }), fc.array(fc.nat(40)), (sent, cuts) => {
      const frames: Frame[] = [];
      const one = reader(frames);
      let rest: Uint8Array = Buffer.concat(sent.map(encode));
      for (const cut of cuts) {
        one.push(rest.subarray(0, cut));
        rest = rest.subarray(cut);
      }
      one.push(rest);
      const seen = frames.map(({ type, json, parts }) => ({
        type,
        json: JSON.stringify((json as { json: unknown }).json),
        parts: parts.map((part) => [...part]),
      }));
      expect(seen).toEqual(
        sent.map(({ type, json, parts }) => ({
          type,
          json: JSON.stringify(json),
          parts: parts.map((part) => [...part]),
        })),
      );
    }),
  );
});

test('nothing is taken for a length that is only announced', () => {
  const long = encodeHead({ type: 1, jsonBytes: maxJsonBytes + 1, partBytes: 0 });
  expect(() => reader().push(long)).toThrow('the JSON is too long');
  const other = Buffer.from('{"sizes":[5]}');
  const wrong = Buffer.concat([encodeHead({ type: 1, jsonBytes: other.length, partBytes: 2 ** 40 }), other]);
  expect(() => reader().push(wrong)).toThrow('the parts have other lengths than the description says');
});
