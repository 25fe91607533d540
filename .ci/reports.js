const { existsSync, readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');

/**
 * What the reports of a folder say of each file with tests. A file that ran twice, first where something that it
 * needs was missing, counts as it ended the second time.
 */
function filesOf(folder) {
  const files = new Map();
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
    for (const one of JSON.parse(readFileSync(path.join(folder, name), 'utf8'))) files.set(one.file, one);
  }
  return [...files.values()];
}

module.exports = { filesOf };
