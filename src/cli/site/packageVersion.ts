import { readFileSync } from 'node:fs';
import path from 'node:path';
import { appDirectory } from './appDirectory';

/** The version of this software. */
export function packageVersion(): string {
  const file = path.join(appDirectory, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
