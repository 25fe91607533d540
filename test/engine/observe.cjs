// For those who look on from outside: keeps what is called, lets steps fail as told.
const { appendFileSync, readFileSync } = require('node:fs');

/**
 * @param calls the file to which each call's begin and end are added, as lines of JSON; one that is cut off by
 *   the end of the process has no end
 * @param life of which host, since when, the calls are
 */
exports.noteCalls = function noteCalls({ calls, life }, invoke) {
  let number = 0;
  const note = (what) => appendFileSync(calls, `${JSON.stringify({ life, ...what, at: Date.now() })}\n`);
  return async (target, ...rest) => {
    number += 1;
    const call = { name: target.name, number };
    note({ ...call, what: 'begin' });
    try {
      return await invoke(target, ...rest);
    } finally {
      note({ ...call, what: 'end' });
    }
  };
};

/**
 * For captured histories.
 *
 * @param turns the file to which every call of an orchestrator is added, as a line of JSON
 * @param faults a file of JSON, `[{ step, contains, times }]`: calls of that activity whose input, without
 *   spaces, contains all of these texts fail so many times
 */
exports.observe = function observe({ turns, faults }, invoke) {
  const told = JSON.parse(readFileSync(faults, 'utf8'));
  const failedSoFar = new Map();

  const failAsTold = (name, input) => {
    for (const fault of told) {
      const text = input.replaceAll(/\s/g, '');
      if (fault.step !== name || !fault.contains.every((one) => text.includes(one))) continue;
      const failed = failedSoFar.get(fault) ?? 0;
      if (failed >= fault.times) continue;
      failedSoFar.set(fault, failed + 1);
      throw new Error('made to fail');
    }
  };

  return async (target, inputs, triggerMetadata) => {
    const [name, { type }] = Object.entries(target.bindings).find(([, one]) => one.type.endsWith('Trigger'));
    const text = inputs[name]?.string ?? inputs[name]?.json ?? '';
    if (type === 'activityTrigger') failAsTold(target.name, text);
    if (type !== 'orchestrationTrigger') return invoke(target, inputs, triggerMetadata);
    const keep = (answered) =>
      appendFileSync(
        turns,
        `${JSON.stringify({ orchestration: target.name, context: JSON.parse(text), ...answered })}\n`,
      );
    try {
      const result = await invoke(target, inputs, triggerMetadata);
      keep({ answer: result.returnValue?.json ?? result.returnValue?.string });
      return result;
    } catch (error) {
      keep({ error: error.message });
      throw error;
    }
  };
};
