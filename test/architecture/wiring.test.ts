import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const sources = globSync('src/**/*.{ts,tsx}', { cwd: root }).map((file) => ({
  file: file.split(path.sep).join('/'),
  source: readFileSync(path.join(root, file), 'utf8'),
}));

/** The files, outside of those that may, in which the pattern occurs. */
function found(pattern: RegExp, mayHold: RegExp): string[] {
  return sources
    .filter(({ file, source }) => !mayHold.test(file) && pattern.test(source))
    .map(({ file }) => file);
}

test('nobody is handed a whole store, all settings or the whole app by spreading it', () => {
  expect(found(/\.\.\.(\w+\.)*(store|settings|app|triage|site)\b(?![.(])/, /^$/)).toEqual([]);
});

test('the app of the process is asked for at the edge alone', () => {
  expect(found(/\btheApp\b/, /^src\/(index\.ts|app\/app\.ts|functions\/triggers\/)/)).toEqual([]);
});

test('activities and events are asked for through the contract alone', () => {
  const raw = /\.(callActivity|callActivityWithRetry|waitForExternalEvent|callSubOrchestrator\w*)\(/;
  expect(found(raw, /^src\/orchestrations\/step\.ts/)).toEqual([]);
  expect(found(/df\.continueAsNew\(/, /^src\/orchestrations\/versions\.ts/)).toEqual([]);
  expect(found(/\.(startNew|raiseEvent)\(/, /^src\/(app\/durableStarter\.ts|local\/)/)).toEqual([]);
});
