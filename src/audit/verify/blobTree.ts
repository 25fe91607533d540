import { unpackedJson } from '../../domain/kernel/packedJson';
import type { TileSource } from '../log/partialTiles';

/**
 * Where a log and the data that it refers to are stored: a storage account, or a folder into which it was
 * exported. The containers are those of the app.
 */
export interface BlobTree {
  /** Undefined if there is no such blob. */
  read(container: string, name: string): Promise<Buffer | undefined>;
  /** SHA-256 of its bytes in hex, in little memory; undefined if there is no such blob. */
  sha256(container: string, name: string): Promise<string | undefined>;
  /**
   * Names in order.
   *
   * @param since milliseconds: only blobs that were written then or later, where the tree knows when that was
   */
  list(container: string, prefix?: string, since?: number): AsyncIterable<string>;
}

/** The tiles, bundles and checkpoints of the log. */
export function logIn(tree: BlobTree): TileSource {
  return {
    read: (path) => tree.read('audit', path),
    list: (prefix) => tree.list('audit', prefix),
  };
}

/** The content of a JSON blob, without a schema; undefined if it does not exist. @throws SyntaxError */
export async function readJsonBlob(tree: BlobTree, container: string, name: string): Promise<unknown> {
  const bytes = await tree.read(container, name);
  return bytes === undefined ? undefined : JSON.parse(unpackedJson(bytes).toString('utf8'));
}
