const { TestEnvironment } = require('jest-environment-node');
const { typedArrays } = require('./typedArrays.js');
const { unusedAccount } = require('./workerStorage.js');

/**
 * Jest runs tests in a VM context with its own typed arrays, and onnxruntime-node checks `instanceof` against
 * the host's: "float32 tensor's data must be type of Float32Array". Passing the host's constructors to the
 * context makes both sides agree.
 *
 * A context lives for one file. What lives for all files of a worker is passed to it too.
 */
class TriageEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    for (const name of typedArrays) this.global[name] = globalThis[name];
    this.global.unusedAccount = unusedAccount;
  }
}

module.exports = TriageEnvironment;
