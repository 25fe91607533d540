import { readOnnxFacts } from '../../src/inference/onnxFile';

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
