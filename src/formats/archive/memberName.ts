/** A path longer than this is no path. */
const longestName = 1024;

/**
 * Whether unpacking a file of this name could write outside of the folder that it is unpacked into, on any system.
 * Nothing here is ever unpacked to a disk; but the name tells what the sender meant.
 *
 * @param name with slashes between folders; `raw` is the name as it lies in the archive
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

/** What precedes the last part, with its slash; empty at the top. */
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
 * A path as DICOMDIRs and the systems of discs write it in different ways: ISO 9660 knows no lower case, adds a version
 * (`;1`) and a dot where there is no extension.
 */
export function mediaPath(path: string): string {
  return path
    .split('/')
    .map((part) => part.toUpperCase().replace(/;\d+$/, '').replace(/\.$/, ''))
    .join('/');
}

/** PS3.10 8.6: the name of the index of a file-set. */
export function isIndexName(name: string): boolean {
  return mediaPath(baseName(name)) === 'DICOMDIR';
}
