/**
 * The constructors of binary data, which must be the same in a test's context and in the process's own
 * modules.
 */
const typedArrays = [
  'ArrayBuffer',
  'Float32Array',
  'Float64Array',
  'Int8Array',
  'Int16Array',
  'Int32Array',
  'BigInt64Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Uint16Array',
  'Uint32Array',
  'BigUint64Array',
];

module.exports = { typedArrays };
