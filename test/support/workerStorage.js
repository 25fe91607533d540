const { fork } = require('node:child_process');
const { once } = require('node:events');
const path = require('node:path');
const { accountKey, accountNames } = require('./accounts.js');

let urls;
let used = 0;

/** Starts Azurite without keeping the process alive. @returns where its services listen */
async function start(options = []) {
  const host = fork(path.join(__dirname, 'azuriteHost.js'), options, {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(host, 'exit').then(([code]) => {
    throw new Error(`Azurite ended with exit code ${code}`);
  });
  ended.catch(() => {});
  const [listening] = await Promise.race([once(host, 'message'), ended]);
  host.unref();
  host.channel.unref();
  return listening;
}

/**
 * An unused storage account of one Azurite that serves all tests of a Jest worker: starting one takes as long
 * as most of the tests that need it.
 *
 * @returns its connection string
 */
async function unusedAccount() {
  urls ??= start();
  const { blob, queue, table } = await urls;
  const name = accountNames[used++];
  if (name === undefined) throw new Error(`one worker has used all ${accountNames.length} storage accounts`);
  return [
    'DefaultEndpointsProtocol=http',
    `AccountName=${name}`,
    `AccountKey=${accountKey}`,
    `BlobEndpoint=${blob}/${name}`,
    `QueueEndpoint=${queue}/${name}`,
    `TableEndpoint=${table}/${name}`,
  ].join(';');
}

/**
 * An Azurite of its own that speaks HTTPS and takes access tokens.
 *
 * @param certificate files of its certificate and key
 * @returns an account's addresses
 */
async function accountWithTokens(certificate) {
  const files = ['--cert', certificate.cert, '--key', certificate.key];
  const { blob, queue, table } = await start(['--oauth', 'basic', ...files]);
  const [name] = accountNames;
  return { blobUrl: `${blob}/${name}`, queueUrl: `${queue}/${name}`, tableUrl: `${table}/${name}` };
}

module.exports = { accountWithTokens, unusedAccount };
