/**
 * Where a log and what it speaks of lie: a storage account, or a folder into which it was exported. Containers are those
 * of the app.
 */
export interface BlobTree {
  /** Undefined where there is no such blob. */
  read(container: string, name: string): Promise<Buffer | undefined>;
  /** Names in order. */
  list(container: string, prefix?: string): AsyncIterable<string>;
}

/** What a blob of JSON says, without a schema; undefined where there is none. @throws SyntaxError */
export async function readJsonBlob(tree: BlobTree, container: string, name: string): Promise<unknown> {
  const bytes = await tree.read(container, name);
  return bytes === undefined ? undefined : JSON.parse(bytes.toString('utf8'));
}
