const { appendFileSync } = require('node:fs');
const { resolve } = require('node:path');
require(resolve(__dirname, '../../../dist/index.js'));
const { app } = require('@azure/functions');

/** The app itself, which also notes when each of its functions began and ended, a line of JSON for each call. */
const began = new Map();

app.hook.preInvocation(({ invocationContext: { invocationId } }) => {
  began.set(invocationId, Date.now());
});

app.hook.postInvocation(({ invocationContext: { invocationId, functionName } }) => {
  const call = { name: functionName, began: began.get(invocationId), ended: Date.now() };
  began.delete(invocationId);
  appendFileSync(process.env.BENCH_CALLS, `${JSON.stringify(call)}\n`);
});
