const { storageProxy } = require('./storageProxy');
const { transactionOf } = require('./transactions');

/**
 * Counts what is asked of an account of Azurite.
 *
 * @param connectionString of the account, with an address for each service
 * @returns { connectionString, take, close }: the account through this proxy; `take()` returns a Map from
 *   'sender|service|operation|billed' to how many there were since the last one
 */
async function countingProxy(connectionString, hubName) {
  let counts = new Map();
  const answered = (request) => {
    const { sender, service, operation, billed } = transactionOf(request, hubName);
    const key = [sender, service, operation, billed].join('|');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  const proxy = await storageProxy(connectionString, { answered });
  return {
    ...proxy,
    take: () => {
      const taken = counts;
      counts = new Map();
      return taken;
    },
  };
}

module.exports = { countingProxy };
