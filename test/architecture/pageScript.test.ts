import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** Prints the packages whose code is in what a page loads at once, and in what is loaded when it is wanted. */
const listPackages = `
  import { build } from 'vite';
  const config = { configFile: 'src/dashboard/vite.config.mts', logLevel: 'silent', plugins: [], build: { write: false } };
  const { output } = [await build(config)].flat()[0];
  const chunks = new Map(output.filter(({ type }) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]));
  const atOnce = new Set();
  const follow = (name) => {
    if (atOnce.has(name) || !chunks.has(name)) return;
    atOnce.add(name);
    chunks.get(name).imports.forEach(follow);
  };
  for (const { isEntry, fileName } of chunks.values()) if (isEntry) follow(fileName);
  const packagesOf = (names) => {
    const ids = names.flatMap((name) => Object.keys(chunks.get(name).modules));
    const packages = ids.map((id) => /\\/node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(id)?.[1]).filter(Boolean);
    return [...new Set(packages)].sort();
  };
  const later = [...chunks.keys()].filter((name) => !atOnce.has(name));
  console.log(JSON.stringify({ atOnce: packagesOf([...atOnce]), later: packagesOf(later) }));
`;

test('what a page loads at once holds no package but Preact, schemas stay on the server; model cards bring Markdown', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', listPackages], {
    cwd: root,
    encoding: 'utf8',
  });
  expect({ stderr, ...JSON.parse(stdout || '{}') }).toEqual({
    stderr: '',
    atOnce: ['preact'],
    later: ['marked'],
  });
});
