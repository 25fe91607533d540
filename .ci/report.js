const { mkdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');

/**
 * A reporter of Jest: what became of each file with tests, as JSON in the file that TEST_REPORT names. The
 * environment says where, as the commands of the README take no options.
 */
class Report {
  constructor({ rootDir }) {
    this.rootDir = rootDir;
  }

  onRunComplete(_contexts, { testResults }) {
    const report = process.env.TEST_REPORT;
    if (!report) return;
    const files = testResults.map((one) => ({
      file: path.relative(this.rootDir, one.testFilePath),
      passed: one.numPassingTests,
      failed: one.numFailingTests + (one.testExecError ? 1 : 0),
      skipped: one.numPendingTests + one.numTodoTests,
      seconds: one.perfStats.runtime / 1000,
    }));
    mkdirSync(path.dirname(report), { recursive: true });
    writeFileSync(report, `${JSON.stringify(files, undefined, 1)}\n`);
  }
}

module.exports = Report;
