import { writeFileSync } from 'node:fs';
import { buildInfo } from '../../src/app/buildInfo';
import { TemporaryFolder } from '../support/temporaryFolder';

const folder = new TemporaryFolder();
afterAll(() => folder.remove());

test('a package says of which commit it is; a setting says it better', () => {
  const commit = 'a'.repeat(40);
  writeFileSync(folder.file('package.json'), JSON.stringify({ version: '1.2.3', commit, dependencies: {} }));
  expect(buildInfo(folder.path, undefined)).toMatchObject({ version: '1.2.3', commit });
  expect(buildInfo(folder.path, 'b'.repeat(40)).commit).toBe('b'.repeat(40));
});

test('without a commit, a checkout or a lockfile it says what is left', () => {
  writeFileSync(folder.file('package.json'), JSON.stringify({ version: '1.2.3', dependencies: {} }));
  expect(buildInfo(folder.path, undefined)).toEqual({ version: '1.2.3', node: process.versions.node });
});
