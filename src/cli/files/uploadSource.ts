import path from 'node:path';

/** What may be the name of a station, scanner or ward. Whatever has `^`, `,` or `=` may be that of a person. */
const plainName = /^[\p{L}\p{N}][\p{L}\p{N}._ -]{0,63}$/u;

/** Whether a folder's name may become part of a blob's name. */
export function isSourceName(name: string): boolean {
  return plainName.test(name);
}

/**
 * The folder that stands for where a file came from: the first one below the folder that was named, or that one itself
 * for the files in it.
 *
 * @param args the paths that were named
 * @returns undefined for a file that was named itself
 */
export function folderOf(file: string, args: readonly string[]): string | undefined {
  const root = args.find(
    (arg) => !path.relative(arg, file).startsWith('..') && path.relative(arg, file) !== '',
  );
  if (root === undefined) return undefined;
  const folders = path.dirname(path.relative(root, file)).split(path.sep);
  const [first = '.'] = folders;
  return first === '.' ? path.basename(path.resolve(root)) : first;
}
