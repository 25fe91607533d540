import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

const importing = (from: string) => `import { x } from '${from}';\nexport const y = x;\n`;

/** A file that would lie in this folder, with what it imports or uses. */
const forbidden: readonly (readonly [folder: string, source: string])[] = [
  ['src/domain', importing('../storage/store')],
  ['src/domain', importing('node:fs')],
  ['src/domain', importing('durable-functions')],
  ['src/dicom', importing('../imaging/resize')],
  ['src/dicom/codecs', importing('../../inference/analyse')],
  ['src/imaging', importing('@azure/storage-blob')],
  ['src/inference', importing('../storage/store')],
  ['src/audit', importing('../storage/store')],
  ['src/audit', importing('@azure/storage-blob')],
  ['src/access', importing('../storage/store')],
  ['src/access', importing('../settings')],
  ['src/pages', importing('../functions/problem')],
  ['src/pages', importing('../access/caller')],
  ['src/signing', importing('../storage/store')],
  ['src/exports', importing('../dicom/readDicom')],
  ['src/exports', importing('node:fs')],
  ['src/notifications', importing('../activities/ports')],
  ['src/notifications', importing('node:fs')],
  ['src/storage', importing('../activities/ports')],
  ['src/activities', importing('../storage/store')],
  ['src/functions', importing('../local/startRuntime')],
  ['src/orchestrations', importing('node:crypto')],
  ['src/orchestrations', importing('@azure/functions')],
  ['src/orchestrations', importing('../storage/store')],
  ['src/orchestrations', 'export const now = () => Date.now();\n'],
  ['src/orchestrations', 'export const luck = () => Math.random();\n'],
  ['src/local', importing('../storage/store')],
  ['src/decoder', importing('../dicom/readDicom')],
  ['src/decoder', importing('../settings')],
];

const allowed: typeof forbidden = [
  ['src/domain', importing('zod')],
  ['src/dicom/codecs', importing('../../domain/errors')],
  ['src/inference', importing('../imaging/resize')],
  ['src/audit', importing('../domain/auditEvent')],
  ['src/access', importing('jose')],
  ['src/pages', importing('../domain/roles')],
  ['src/signing', importing('../audit/signer')],
  ['src/exports', importing('../domain/errors')],
  ['src/notifications', importing('../domain/notice')],
  ['src/orchestrations', importing('durable-functions')],
  ['src/cli', importing('../local/startRuntime')],
  ['src/decoder', importing('../domain/errors')],
];

/** The files about which the direction rules speak up. */
function complaints(folder: string): Set<string> {
  const biome = path.join(root, 'node_modules/.bin/biome');
  const options = { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 } as const;
  const { stdout } = spawnSync(biome, ['lint', '--reporter=json', '--max-diagnostics=none', '.'], options);
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { category: string; location: { path: string | { file: string } } }[];
  };
  return new Set(
    diagnostics
      .filter(({ category }) => /noRestricted(Imports|Globals)/.test(category))
      .map(({ location }) => (typeof location.path === 'string' ? location.path : location.path.file)),
  );
}

describe('the import directions of the design', () => {
  const cases = [...forbidden, ...allowed].map(([folder, source], index) => ({
    file: `${folder}/case${index}.ts`,
    source,
  }));
  let found: Set<string>;

  beforeAll(() => {
    const folder = mkdtempSync(path.join(tmpdir(), 'directions-'));
    try {
      cpSync(path.join(root, 'biome.json'), path.join(folder, 'biome.json'));
      for (const { file, source } of cases) {
        mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        writeFileSync(path.join(folder, file), source);
      }
      found = complaints(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test.each(cases.slice(0, forbidden.length))('$file may not: $source', ({ file }) => {
    expect([...found]).toContain(file);
  });

  test.each(cases.slice(forbidden.length))('$file may: $source', ({ file }) => {
    expect([...found]).not.toContain(file);
  });
});
