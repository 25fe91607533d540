// Adds up the reports of a folder. A failed step that no failed test accounts for (lint, types) counts as one.
const { filesOf } = require('./reports.js');

const [folder, failedSteps] = process.argv.slice(2);
const files = filesOf(folder);
const sum = (what) => files.reduce((total, file) => total + file[what], 0);
const failed = sum('failed') || (failedSteps === '0' ? 0 : 1);
console.log(`${sum('passed')} passed, ${failed} failed, ${sum('skipped')} skipped`);
