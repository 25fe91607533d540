const { readFileSync } = require('node:fs');
const { default: Sequencer } = require('@jest/test-sequencer');

/** What a file imports that starts the app, the runtime or the command line in processes of their own. */
const startsProcesses = /\/(appRuntime|localRuntime|runtimeProcess|triageProcess|site)'/;

/**
 * Files that start processes take longest by far and begin first, so that the workers end together. Jest knows how
 * long a file takes from the second time on; before, it goes by its size.
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
