import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { RuntimeStartError } from './errors';

/** Files that mark a folder as one of our data folders, from its first start on. */
const marks = ['host.lock', 'site-key', 'system-key'];

/**
 * Creates a folder that only this user can access, or makes an existing one so: it holds patient data, and
 * with its keys anybody could sign for anybody. Links in it are refused: one could lead a key or a record to
 * where others can read it.
 *
 * @throws RuntimeStartError if it is a link, belongs to another user, is not ours to close, or holds a link
 */
export function privateFolder(folder: string): void {
  makeFolder(folder);
  const stats = lstatSync(folder);
  if (stats.isSymbolicLink()) throw refused(folder, 'is a link', 'give the folder to which it leads');
  requireOwn(folder, stats);
  closeToOthers(folder, stats);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isSymbolicLink())
      throw refused(folder, `holds a link (${path.join(entry.parentPath, entry.name)})`, 'remove it');
}

/** Node's own recursion never ends where a folder cannot hold another, as in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  const parent = path.dirname(folder);
  if (!existsSync(parent)) makeFolder(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    const made = (error as NodeJS.ErrnoException).code === 'EEXIST' && statSync(folder).isDirectory();
    if (!made) throw error;
  }
}

/** Windows has no owner and no mode here: the folder inherits the permissions of its parent. */
function requireOwn(folder: string, { uid }: Stats): void {
  if (process.getuid !== undefined && uid !== process.getuid())
    throw refused(folder, 'belongs to another user', 'choose another one');
}

/** Closes a folder of ours or an empty one. Any other is refused: others may rely on access to its files. */
function closeToOthers(folder: string, { mode }: Stats): void {
  if (process.getuid === undefined || (mode & 0o077) === 0) return;
  const names = readdirSync(folder);
  if (names.length > 0 && !marks.some((mark) => names.includes(mark)))
    throw refused(folder, 'holds other files, and others may look into it', 'choose another one');
  chmodSync(folder, 0o700);
}

function refused(folder: string, why: string, what: string): RuntimeStartError {
  return new RuntimeStartError(`The data folder ${folder} ${why}: ${what}.`, { choice: 'data-folder' });
}
