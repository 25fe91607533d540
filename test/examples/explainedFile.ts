import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Explained, explainFile } from '../../src/cli/commands/explain/explainFile';
import { readFile } from '../../src/decoder/child/readFile';
import { readMediaDirectory } from '../../src/dicom/mediaDirectory';
import { defaultExportLimits, defaultReadLimits } from '../../src/domain/kernel/limits';

/** What `triage explain` says of a file and of those in it, without asking models. */
export async function explainedFile(name: string, bytes: Uint8Array): Promise<Explained[]> {
  const directory = mkdtempSync(path.join(tmpdir(), 'triage-examples-'));
  try {
    const file = path.join(directory, name);
    writeFileSync(file, bytes);
    const deps = {
      explainImage: async (content: Uint8Array, called: string) => {
        await readFile(content, called, defaultReadLimits);
        return 'index' as const;
      },
      readMediaDirectory: async (content: Uint8Array) => readMediaDirectory(content, defaultReadLimits),
      limits: defaultReadLimits,
      exportLimits: defaultExportLimits,
    };
    const all: Explained[] = [];
    for await (const one of explainFile(deps, file)) all.push(one);
    return all;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
