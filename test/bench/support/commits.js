const { DatabaseSync } = require('node:sqlite');

/** One row per transaction, flushed to the disk each time, for a second. @param file a new database */
function commitsPerSecond(file) {
  const database = new DatabaseSync(file);
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)',
  );
  const insert = database.prepare('INSERT INTO t (text) VALUES (?)');
  const began = performance.now();
  let commits = 0;
  while (performance.now() - began < 1_000) {
    insert.run('x'.repeat(200));
    commits += 1;
  }
  const rate = (commits / (performance.now() - began)) * 1000;
  database.close();
  return rate;
}

module.exports = { commitsPerSecond };
