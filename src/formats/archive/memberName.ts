/** A longer path is refused. */
const longestName = 1024;

/**
 * Whether unpacking a file of this name could write outside its target folder, on any system. We never unpack
 * to a disk, but the name reveals the sender's intent.
 *
 * @param name with slashes between folders; `raw` is the name as it is in the archive
 */
export function isUnsafeName(name: string, raw: Uint8Array): boolean {
  return (
    name === '' ||
    name.length > longestName ||
    raw.some((byte) => byte < 0x20) ||
    name.startsWith('/') ||
    /^[a-z]:/i.test(name) ||
    name.split('/').includes('..')
  );
}

/** The last part of a path. */
export function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Everything before the last part, with its slash; empty at the top level. */
export function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1);
}

const systemFiles = new Set(['.ds_store', 'thumbs.db', 'ehthumbs.db', 'desktop.ini']);

/** Files that macOS and Windows leave in folders and archives. */
export function isSystemFile(name: string): boolean {
  const base = baseName(name).toLowerCase();
  return name.split('/').includes('__MACOSX') || base.startsWith('._') || systemFiles.has(base);
}

/**
 * A path in a normal form, since DICOMDIRs and disc file systems write it differently: ISO 9660 has no lower
 * case, adds a version (`;1`), and adds a dot if there is no extension.
 */
export function mediaPath(path: string): string {
  return path
    .split('/')
    .map((part) => part.toUpperCase().replace(/;\d+$/, '').replace(/\.$/, ''))
    .join('/');
}

/** PS3.10 8.6: the name of a file-set's index. */
export function isIndexName(name: string): boolean {
  return mediaPath(baseName(name)) === 'DICOMDIR';
}
