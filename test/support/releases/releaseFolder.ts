import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TemporaryFolder } from '../temporaryFolder';

const root = path.resolve(__dirname, '../../..');

/** See changes.cjs. */
export type Release = 'now' | 'knows' | 'starts' | 'edited';

/** The folder of an app that is this one in another release. */
export function releaseFolder(folder: TemporaryFolder, release: Release): string {
  const directory = folder.file(`release-${release}`);
  const quoted = (...parts: string[]) => JSON.stringify(path.join(root, ...parts));
  const main = `
    const { join } = require('node:path');
    const load = (module) => require(join(${quoted('dist')}, module));
    require(${quoted('test/support/releases/changes.cjs')}).change(load, '${release}');
    load('index.js');
  `;
  mkdirSync(directory, { recursive: true });
  writeFileSync(path.join(directory, 'package.json'), JSON.stringify({ main: 'index.cjs' }));
  writeFileSync(path.join(directory, 'index.cjs'), main);
  copyFileSync(path.join(root, 'host.json'), path.join(directory, 'host.json'));
  return directory;
}
