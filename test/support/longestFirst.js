const { readFileSync } = require('node:fs');
const { default: Sequencer } = require('@jest/test-sequencer');

/** Imported by files that start the app, the runtime or the command line in separate processes. */
const startsProcesses = /\/(appRuntime|localRuntime|runtimeProcess|triageProcess|site)'/;

/**
 * Files that start processes take by far the longest, so they begin first and the workers finish together.
 * Jest knows how long a file takes from the second run on; before that, it goes by size.
 */
class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isLong = new Map(
      sorted.map((test) => [test, startsProcesses.test(readFileSync(test.path, 'utf8'))]),
    );
    return [...sorted.filter((test) => isLong.get(test)), ...sorted.filter((test) => !isLong.get(test))];
  }
}

module.exports = LongestFirst;
