import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** Prints the packages whose code is in the page's script. */
const listPackages = `
  import { build } from 'vite';
  const config = { configFile: 'src/dashboard/vite.config.mts', logLevel: 'silent', plugins: [], build: { write: false } };
  const { output } = [await build(config)].flat()[0];
  const ids = output.flatMap(({ modules = {} }) => Object.keys(modules));
  const names = ids.map((id) => /\\/node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(id)?.[1]).filter(Boolean);
  console.log(JSON.stringify([...new Set(names)].sort()));
`;

test('the script of the page holds no package but Preact: schemas stay on the server', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', listPackages], {
    cwd: root,
    encoding: 'utf8',
  });
  expect({ stderr, packages: JSON.parse(stdout || '[]') }).toEqual({ stderr: '', packages: ['preact'] });
}, 60_000);
