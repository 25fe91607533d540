/** More than the tests of one worker ever request. */
const most = 2000;

/** The storage accounts of a worker's Azurite, which must know them when it starts, and their shared key. */
const accountNames = Array.from({ length: most }, (_, at) => `account${at}`);
const accountKey = Buffer.alloc(64, 'key of a test').toString('base64');

module.exports = { accountKey, accountNames };
