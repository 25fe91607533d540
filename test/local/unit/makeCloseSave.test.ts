import { makeCloseSave } from '../../../src/local/azurite/makeCloseSave';

interface Database {
  addCollection(name: string): { insert(row: object): void };
  saveDatabase(): void;
  close(callback: (problem?: unknown) => void): void;
}

type LokiClass = new (name: string, options: object) => Database;

/** A database that writes slowly, and what was written of it. */
function slowDatabase(failures = 0) {
  const lokijs: LokiClass = require(
    require.resolve('lokijs', { paths: [require.resolve('azurite/package.json')] }),
  );
  class Loki extends lokijs {}
  makeCloseSave(Loki);
  const written: string[] = [];
  let left = failures;
  const adapter = {
    saveDatabase(_name: string, text: string, done: (problem?: Error) => void) {
      setTimeout(() => {
        left -= 1;
        if (left >= 0) return done(new Error('no space left on device'));
        written.push(text);
        done();
      }, 50);
    },
  };
  const database = new Loki('x', { adapter });
  return { database, rows: database.addCollection('blobs'), written };
}

const closed = (database: Database) =>
  new Promise<void>((resolve, reject) =>
    database.close((problem) => (problem ? reject(problem) : resolve())),
  );

test('it is closed only when a save under way is written', async () => {
  const { database, rows, written } = slowDatabase();
  rows.insert({ name: 'a' });
  database.saveDatabase();
  await closed(database);
  expect(written.at(-1)).toContain('"name":"a"');
});

test('what came during a save under way is saved too', async () => {
  const { database, rows, written } = slowDatabase();
  rows.insert({ name: 'a' });
  database.saveDatabase();
  rows.insert({ name: 'b' });
  await closed(database);
  expect(written.at(-1)).toContain('"name":"b"');
});

test('what an earlier save could not write is saved; a failure of the last one is told', async () => {
  const { database, rows, written } = slowDatabase(1);
  rows.insert({ name: 'a' });
  database.saveDatabase();
  await closed(database);
  expect(written.at(-1)).toContain('"name":"a"');
  await expect(closed(slowDatabase(1).database)).rejects.toThrow('no space left on device');
});
