import { readFileSync } from 'node:fs';
import path from 'node:path';
import { appFolder } from '../../places/places';

/** The version of this software. */
export function packageVersion(): string {
  const file = path.join(appFolder, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
