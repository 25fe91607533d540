// The files with tests that were skipped so far, one a line: what they need was missing.
const { filesOf } = require('./reports.js');

for (const { file, skipped } of filesOf(process.argv[2])) if (skipped > 0) console.log(file);
