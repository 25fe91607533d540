import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder that is removed at the end. */
export class TemporaryFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'triage-test-'));

  file(name: string): string {
    return join(this.path, name);
  }

  /** Creates an empty file, for functions that wait for it. */
  touch(name: string): string {
    writeFileSync(this.file(name), '');
    return this.file(name);
  }

  /** The lines of a file; none if it does not exist. */
  lines(name: string): string[] {
    return existsSync(this.file(name))
      ? readFileSync(this.file(name), 'utf8').split('\n').filter(Boolean)
      : [];
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
