const { subscribe, unsubscribe } = require('node:diagnostics_channel');
const { TestEnvironment } = require('jest-environment-node');
const { typedArrays } = require('./typedArrays.js');
const { accountWithTokens, unusedAccount } = require('./workerStorage.js');

const isNetwork = (argument) => argument.endsWith('/inference/onnx/child/network.js');

/**
 * Jest runs tests in a VM context with its own typed arrays, and onnxruntime-node checks `instanceof` against
 * the host's: "float32 tensor's data must be type of Float32Array". Passing the host's constructors to the
 * context makes both sides agree.
 *
 * A context lives for one file. What lives for all files of a worker is passed to it too. Processes that run
 * networks would stay until the worker ends: an app keeps them for as long as it lives.
 */
class TriageEnvironment extends TestEnvironment {
  #children = [];
  #note = ({ process: child }) => this.#children.push(child);

  async setup() {
    await super.setup();
    for (const name of typedArrays) this.global[name] = globalThis[name];
    this.global.unusedAccount = unusedAccount;
    this.global.accountWithTokens = accountWithTokens;
    subscribe('child_process', this.#note);
  }

  async teardown() {
    unsubscribe('child_process', this.#note);
    for (const child of this.#children) if (child.spawnargs.some(isNetwork)) child.kill('SIGKILL');
    await super.teardown();
  }
}

module.exports = TriageEnvironment;
