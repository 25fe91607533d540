// For those who capture histories: keeps what orchestrators are handed and answer, and lets steps fail as told.
const { appendFileSync, readFileSync } = require('node:fs');

/**
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
