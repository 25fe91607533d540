import { readOnnxFacts } from '../../../src/inference/onnx/onnxFile';

const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

/** x + w with the weights inside, written by the onnx package. */
const inside =
  'CAg6UgoOCgF4CgF3EgF5IgNBZGQSAWcqEwgBCAIQAUIBd0oIAACAPwAAAEBaEwoBeBIOCgwIARIICgIIAQoCCAJiEwoBeRIOCgwIARIICgIIAQoCCAJCBAoAEBE=';
/** The same with its weights in ../../weights.bin. */
const beside =
  'CAg6aQoOCgF4CgF3EgF5IgNBZGQSAWcqKggBCAIQAUIBd2odCghsb2NhdGlvbhIRLi4vLi4vd2VpZ2h0cy5iaW5wAVoTCgF4Eg4KDAgBEggKAggBCgIIAmITCgF5Eg4KDAgBEggKAggBCgIIAkIECgAQEQ==';
/** A constant with external data, in a node of a branch of an If: no initialiser of the graph says so. */
const hidden =
  'CAg6hgIK3gEKAWISAW8iAklmKmgKC2Vsc2VfYnJhbmNoMlYKPRIBYyIIQ29uc3RhbnQqLgoFdmFsdWUqIggBEAFCAXZqFwoIbG9jYXRpb24SCy90bXAvc2VjcmV0cAGgAQQSBHRoZW5iDwoBYxIKCggIARIECgIIAaABBSpoCgt0aGVuX2JyYW5jaDJWCj0SAWMiCENvbnN0YW50Ki4KBXZhbHVlKiIIARABQgF2ahcKCGxvY2F0aW9uEgsvdG1wL3NlY3JldHABoAEEEgR0aGVuYg8KAWMSCgoICAESBAoCCAGgAQUSAWdaDwoBYhIKCggICRIECgIIAWIPCgFvEgoKCAgBEgQKAggBQgQKABAR';

test('a network with its weights inside', () => {
  expect(readOnnxFacts(bytes(inside))).toEqual({
    opset: 17,
    externalData: false,
    unknownDomains: [],
    notFinite: [],
    weights: 1,
    controlFlow: [],
  });
});

test.each([
  ['an initialiser', beside],
  ['a constant of a branch', hidden],
])('external data of %s is seen', (_, model) => {
  expect(readOnnxFacts(bytes(model)).externalData).toBe(true);
});

test.each([
  ['a file that is cut off', bytes(inside).subarray(0, 60)],
  ['an empty file', new Uint8Array()],
  ['a text', new Uint8Array(Buffer.from('version https://git-lfs.github.com/spec/v1'))],
])('%s is refused', (_, content) => {
  expect(() => readOnnxFacts(content)).toThrow(/ONNX/);
});

test('hostile nesting is refused, not followed', () => {
  const wrap = (field: number, content: Buffer) =>
    Buffer.concat([Buffer.from([field, 0x80 | (content.length & 0x7f), content.length >> 7]), content]);
  const [node, attribute, graph, modelGraph] = [0x0a, 0x2a, 0x32, 0x3a];
  let nested: Buffer = Buffer.alloc(0);
  for (let level = 0; level < 150; level++) nested = wrap(node, wrap(attribute, wrap(graph, nested)));
  expect(() => readOnnxFacts(new Uint8Array(wrap(modelGraph, nested)))).toThrow('nested too deep');
});

/** One protobuf field of bytes or of a number below 128. */
function field(number: number, content: Uint8Array | number): Buffer {
  if (typeof content === 'number') return Buffer.from([number << 3, content]);
  const length = [];
  for (let rest = content.length; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) {
      length.push(rest);
      break;
    }
    length.push((rest & 0x7f) | 0x80);
  }
  const key = (number << 3) | 2;
  const tag = key < 128 ? [key] : [(key & 0x7f) | 0x80, key >> 7];
  return Buffer.concat([Buffer.from([...tag, ...length]), content]);
}
const model = (...graph: Buffer[]) => Buffer.concat([field(7, Buffer.concat(graph)), field(8, field(2, 17))]);
const named = (name: string) => field(8, Buffer.from(name));
const weight = (...tensor: Buffer[]) => field(5, Buffer.concat([named('w'), ...tensor]));
const constant = (...tensor: Buffer[]) =>
  field(1, field(5, field(5, Buffer.concat([named('c'), ...tensor]))));
const bytesOf = (values: Float32Array | Float64Array | Uint16Array) =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength);
const dataType = (type: number) => field(2, type);
const [FLOAT, INT64, FLOAT16, DOUBLE, BFLOAT16] = [1, 7, 10, 11, 16];
const raw = (values: Float32Array | Float64Array | Uint16Array) => field(9, bytesOf(values));

test.each<[string, Buffer]>([
  ['NaN in raw data', weight(dataType(FLOAT), raw(Float32Array.of(1, Number.NaN)))],
  ['infinity in raw data', weight(dataType(FLOAT), raw(Float32Array.of(Number.NEGATIVE_INFINITY, 1)))],
  ['NaN in float_data', weight(dataType(FLOAT), field(4, bytesOf(Float32Array.of(Number.NaN))))],
  ['infinity in double_data', weight(dataType(DOUBLE), field(10, bytesOf(Float64Array.of(0, Infinity))))],
  ['NaN in raw doubles', weight(dataType(DOUBLE), raw(Float64Array.of(Number.NaN)))],
  ['NaN in raw float16', weight(dataType(FLOAT16), raw(Uint16Array.of(0x3c00, 0x7e00)))],
  ['infinity in bfloat16', weight(dataType(BFLOAT16), raw(Uint16Array.of(0xff80)))],
  ['NaN in float16 as int32_data', weight(dataType(FLOAT16), field(5, Buffer.from([0x80, 0xfc, 0x01])))],
  ['NaN in a constant', constant(dataType(FLOAT), raw(Float32Array.of(Number.NaN)))],
])('%s is seen, by name', (_, part) => {
  expect(readOnnxFacts(model(part)).notFinite).toEqual([part[0] === 0x2a ? 'w' : 'c']);
});

test.each<[string, Buffer]>([
  ['the largest float32', weight(dataType(FLOAT), raw(Float32Array.of(3.4028234e38, -3.4028234e38)))],
  ['the largest float16', weight(dataType(FLOAT16), raw(Uint16Array.of(0x7bff, 0xfbff)))],
  ['the largest double', weight(dataType(DOUBLE), raw(Float64Array.of(Number.MAX_VALUE, -0)))],
  ['whole numbers that look like NaN', weight(dataType(INT64), raw(Float64Array.of(Number.NaN)))],
  ['an infinite bound in a constant', constant(dataType(FLOAT), raw(Float32Array.of(Infinity)))],
])('%s is no fault', (_, part) => {
  expect(readOnnxFacts(model(part)).notFinite).toEqual([]);
});

test.each<[string, Buffer[], string[]]>([
  ['a Loop', [field(1, field(4, Buffer.from('Loop')))], ['Loop']],
  [
    'any operator with a graph in it, under any name',
    [field(1, Buffer.concat([field(4, Buffer.from('BeamSearch')), field(5, field(6, Buffer.alloc(0)))]))],
    ['BeamSearch'],
  ],
  [
    'an operator with a list of graphs, inside the graph of another one',
    [
      field(
        1,
        Buffer.concat([
          field(4, Buffer.from('If')),
          field(
            5,
            field(
              6,
              field(1, Buffer.concat([field(4, Buffer.from('Own')), field(5, field(11, Buffer.alloc(0)))])),
            ),
          ),
        ]),
      ),
    ],
    ['If', 'Own'],
  ],
  [
    'no control flow: a Conv with a tensor',
    [field(1, Buffer.concat([field(4, Buffer.from('Conv')), field(5, field(5, Buffer.alloc(0)))]))],
    [],
  ],
])('%s is named', (_, nodes, operators) => {
  expect(readOnnxFacts(model(...nodes)).controlFlow).toEqual(operators);
});

test('a loop inside a function that the file defines is named', () => {
  const loop = field(25, field(7, field(4, Buffer.from('Loop'))));
  expect(readOnnxFacts(Buffer.concat([model(), loop])).controlFlow).toEqual(['Loop']);
});

const node = (domain: string) => field(1, field(7, Buffer.from(domain)));

test('operators of a domain that the runtime does not know are named; its own and those defined in the file are not', () => {
  const nodes = ['', 'ai.onnx', 'com.microsoft', 'own.functions', 'evil.corp'].map(node);
  const inFile = field(25, field(10, Buffer.from('own.functions')));
  const facts = readOnnxFacts(Buffer.concat([model(...nodes), inFile]));
  expect(facts.unknownDomains).toEqual(['evil.corp']);
});
