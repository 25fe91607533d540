/** The parsed path of a blob trigger: a container, and a name in which `{parameters}` match any text. */
export interface BlobPattern {
  readonly container: string;
  /** The parameters of a matching name; undefined if it does not match. */
  match(blobName: string): Record<string, string> | undefined;
}

/**
 * Parses `container/{name}`, `container/sub/{name}.{extension}` and the like; a container alone matches every
 * blob.
 */
export function parseBlobPattern(path: string): BlobPattern {
  const slash = path.indexOf('/');
  const container = slash < 0 ? path : path.slice(0, slash);
  const template = slash < 0 ? '' : path.slice(slash + 1);
  if (container === '') throw new Error(`"${path}" names no container`);
  const names: string[] = [];
  const pieces = template.split(/\{(\w+)\}/).map((piece, index) => {
    if (index % 2 === 0) return piece.replace(/[.*+?^$()|[\]{}\\]/g, '\\$&');
    names.push(piece);
    return '(.+)';
  });
  const expression = template === '' ? /^.+$/s : new RegExp(`^${pieces.join('')}$`, 's');
  return {
    container,
    match: (blobName) => {
      const found = expression.exec(blobName);
      if (found === null) return undefined;
      return Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? '']));
    },
  };
}
