import { mkdirSync, writeFileSync } from 'node:fs';
import type { TemporaryFolder } from './temporaryFolder';

/** An app of one file in its own folder; its modules are found through the fixture app's. */
export function oneFileApp(
  apps: TemporaryFolder,
  name: string,
  code: string | undefined,
  host: unknown = { version: '2.0' },
): string {
  const folder = apps.file(name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/package.json`, JSON.stringify({ main: 'index.js' }));
  writeFileSync(`${folder}/host.json`, JSON.stringify(host));
  if (code !== undefined) writeFileSync(`${folder}/index.js`, code);
  return folder;
}
