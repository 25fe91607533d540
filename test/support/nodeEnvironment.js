const { TestEnvironment } = require('jest-environment-node');

/**
 * Jest runs tests in a VM context with typed arrays of its own, and onnxruntime-node checks
 * `instanceof` against the host's: "float32 tensor's data must be type of Float32Array".
 * Handing the host's constructors to the context makes both sides agree.
 */
class HostTypedArrays extends TestEnvironment {
  async setup() {
    await super.setup();
    for (const name of [
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
    ]) {
      this.global[name] = globalThis[name];
    }
  }
}

module.exports = HostTypedArrays;
