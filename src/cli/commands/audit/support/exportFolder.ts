import { createHash } from 'node:crypto';
import { openCheckpoint } from '../../../../audit/proof/checkpoint';
import {
  manifestFile,
  manifestNoteFile,
  manifestText,
  signManifest,
} from '../../../../audit/proof/fileManifest';
import type { Signer } from '../../../../audit/proof/signer';
import { writeUnder } from '../../../files/fileUnder';

/** Writes the files of an export, and at the end the manifest that covers all of them. */
export class ExportFolder {
  readonly #hashes = new Map<string, string>();

  constructor(private readonly folder: string) {}

  /** How many files were written, without the manifest. */
  get size(): number {
    return this.#hashes.size;
  }

  has(name: string): boolean {
    return this.#hashes.has(name);
  }

  /** @param name path in the folder, separated by slashes @throws CliError if it leads out of it, or is taken */
  async write(name: string, bytes: Buffer | string | undefined): Promise<void> {
    if (bytes === undefined) return;
    await writeUnder(this.folder, name, bytes);
    this.#hashes.set(name, createHash('sha256').update(bytes).digest('hex'));
  }

  /** Writes the manifest. Nothing may be written after it. @param signer absent: it is not signed */
  async close(signer: Signer | undefined): Promise<void> {
    const text = manifestText(this.#hashes);
    await writeUnder(this.folder, manifestFile, text);
    if (signer !== undefined)
      await writeUnder(this.folder, manifestNoteFile, await signManifest(text, signer));
  }
}

/** Whether this key signed the checkpoint: a manifest under any other key would not verify. */
export function isSignerOf(checkpoint: Buffer | undefined, { key }: Signer): boolean {
  try {
    openCheckpoint(checkpoint?.toString('utf8') ?? '', [key]);
    return true;
  } catch {
    return false;
  }
}
