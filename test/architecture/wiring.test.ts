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
  expect(found(/\btheApp\b/, /^src\/(registrations\.ts|app\/app\.ts|functions\/triggers\/)/)).toEqual([]);
});

/** Where libraries that tell their failures apart by text alone come in: their text is read there, and nowhere behind. */
const edges = [
  'app/durableStarter.ts',
  'dicom/codecs/wasm/nativeCodecs.ts',
  'formats/archive/listArchive.ts',
  'imaging/plain/readPicture.ts',
  'local/durable/actions.ts',
];

test('an error is recognised by its class or code, never by its sentence', () => {
  const reads = '(includes|startsWith|endsWith|match|search|indexOf)';
  const patterns = [
    new RegExp(`\\b[mM]essage\\.${reads}\\(`),
    /\.(test|exec)\([\w.()]*\b[mM]essage\)/,
    /\bmessage\s*[!=]==?\s*['"`]/,
  ];
  const reading = patterns.flatMap((pattern) => found(pattern, /^$/));
  expect([...new Set(reading)].sort()).toEqual(edges.map((file) => `src/${file}`));
});

test('activities and events are asked for through the contract alone', () => {
  const raw = /\.(callActivity|callActivityWithRetry|waitForExternalEvent|callSubOrchestrator\w*)\(/;
  expect(found(raw, /^src\/orchestrations\/step\.ts/)).toEqual([]);
  expect(found(/df\.continueAsNew\(/, /^src\/orchestrations\/versions\.ts/)).toEqual([]);
  expect(found(/\.(startNew|raiseEvent)\(/, /^src\/(app\/durableStarter\.ts|local\/)/)).toEqual([]);
});

test('a body is read in one place, which counts its bytes: nothing else is given a whole request', () => {
  const support = 'src/functions/http/support';
  const mayHold = new RegExp(`^${support}/(readBody|parsedParts|serve)\\.ts|^src/local/`);
  expect(found(/\bHttpRequest\b/, mayHold)).toEqual([]);
  expect(found(/\brequest\.(body|json|text|blob|arrayBuffer|formData|clone)\b/, mayHold)).toEqual([]);
});
