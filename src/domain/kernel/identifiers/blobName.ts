/** In UTF-16 code units; the Azure limit. */
const longest = 1024;
/** Also rejects a lone surrogate, which a URL cannot carry. */
const forbidden = /[\p{Cc}\p{Cs}\\]/u;

/**
 * Whether a text names a blob and nothing else. In a URL, `..` leads to another container. On a disk it leads
 * to another folder; on Windows so does a backslash or a drive letter, and trailing dots and spaces in a path
 * segment are ignored. Every name from outside is checked here before it becomes part of a URL or a path.
 */
export function isBlobName(name: string): boolean {
  return (
    name.length <= longest &&
    !forbidden.test(name) &&
    !/^[a-z]:/i.test(name) &&
    name.split('/').every((part) => !/^[. ]*$/.test(part))
  );
}
