// Adds up the jest reports of a folder. Steps that are no suite (lint, types) count as one failed test where they failed.
const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');

const [folder, failedSteps] = process.argv.slice(2);
const totals = { passed: 0, failed: 0, skipped: 0 };
for (const file of readdirSync(folder)) {
  const report = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
  totals.passed += report.numPassedTests;
  totals.failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
  totals.skipped += report.numPendingTests + report.numTodoTests;
}
if (failedSteps !== '0' && totals.failed === 0) totals.failed = 1;
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
