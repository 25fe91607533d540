/** In UTF-16 units; Azure allows no more. */
const longest = 1024;
/** Also half a surrogate pair, which no address can carry. */
const forbidden = /[\p{Cc}\p{Cs}\\]/u;

/**
 * Whether a text names a blob and nothing else. In an address `..` leads to another container, and on a disk to another
 * folder, as a backslash or a drive letter does on Windows, where dots and spaces at the end of a part do not count.
 * Every name from outside passes here before it becomes part of an address or of a path.
 */
export function isBlobName(name: string): boolean {
  return (
    name.length <= longest &&
    !forbidden.test(name) &&
    !/^[a-z]:/i.test(name) &&
    name.split('/').every((part) => !/^[. ]*$/.test(part))
  );
}
