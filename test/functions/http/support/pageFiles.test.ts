import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readPageFile } from '../../../../src/functions/http/support/pageFiles';
import { TemporaryFolder } from '../../../support/temporaryFolder';

describe('the files of the dashboard', () => {
  const folder = new TemporaryFolder();
  const assets = folder.file('dashboard/assets');

  beforeAll(() => {
    mkdirSync(assets, { recursive: true });
    writeFileSync(path.join(assets, 'index-1a.js'), 'run()');
    writeFileSync(path.join(assets, 'index-1a.js.map'), '{}');
    writeFileSync(folder.file('dashboard/secret.js'), 'secret');
  });

  afterAll(() => folder.remove());

  test('come with their type and a tag of their content', async () => {
    const file = await readPageFile(assets, 'index-1a.js');
    expect(file?.type).toBe('text/javascript; charset=utf-8');
    expect(file?.bytes.toString()).toBe('run()');
    expect(file?.etag).toMatch(/^"[\w-]{22}"$/);
  });

  test.each([
    '../secret.js',
    '..\\secret.js',
    '/secret.js',
    'a/../../secret.js',
    '..',
    '',
    '%2e%2e/secret.js',
    '.js',
    'index-1a.js\u0000.css',
  ])('%j leads nowhere', async (name) => {
    expect(await readPageFile(assets, name)).toBeUndefined();
  });

  test('what the build does not make for pages is not served', async () => {
    expect(await readPageFile(assets, 'index-1a.js.map')).toBeUndefined();
    expect(await readPageFile(assets, 'missing.js')).toBeUndefined();
  });
});
