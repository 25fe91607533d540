import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { builtFolder } from '../places/places';

/**
 * Runs a command with nothing around it but what it may read: its own root with read-only mounts, its own
 * network without any interface, no privilege, no way to gain one. Needs util-linux, which every Debian has,
 * and a kernel that lets this user make namespaces.
 *
 * Arguments: an existing folder to mount the new root over, a table of mounts, the place in it where the
 * process finds itself, the command. Of /proc there is the process itself, whose id does not change, and the
 * kind of processor, by which the runtime of networks chooses its code.
 */
const script = `
set -e
PATH=/usr/sbin:/usr/bin:/sbin:/bin
root=$1 table=$2 self=$3
shift 3
mount -t tmpfs -o mode=755,size=1m,nr_inodes=4096 none "$root"
mkdir -p "$root/proc"
: > "$root/proc/cpuinfo"
printf '%s/proc/%s %s none bind,ro,X-mount.mkdir 0 0\\n' "$table" $$ "$self" > "$root/fstab"
mount -a -T "$root/fstab"
cd "$root"
pivot_root . .
umount -l .
mount -o remount,bind,ro /
unset PWD OLDPWD
exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all -- "$@"
`;

const namespaces = [
  '--user',
  '--map-root-user',
  '--mount',
  '--propagation=private',
  '--net',
  '--ipc',
  '--uts',
];

/** What programs of the system need to run at all. Every other file of the machine stays outside. */
const systemFolders = ['/lib', '/lib64', '/usr/lib', '/usr/lib64', '/usr/bin', '/sys/devices/system/cpu'];

/** A path as mount tables have it. */
const inTable = (file: string) =>
  file.replace(/[\s\\#]/g, (c) => `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`);

/** An existing folder, over which a process mounts its root; nobody else sees it. */
const mountPoint = path.join(builtFolder, 'decoder');

/** Where something of the system is in a process's root, as long as that is mounted over a folder. */
const placeOf = (file: string) => inTable(path.join(mountPoint, file));

const mountLine = (file: string, options: string) =>
  `${inTable(file)} ${placeOf(file)} none bind,ro${options} 0 0\n`;

function fenced(readable: readonly string[], command: readonly string[]): string[] {
  const folders = [...systemFolders, path.dirname(process.execPath), ...readable].filter((folder) =>
    existsSync(folder),
  );
  // What lies in another one is mounted after it.
  const lines = folders.sort().map((folder) => mountLine(folder, ',X-mount.mkdir'));
  const table = [...lines, mountLine('/proc/cpuinfo', '')].join('');
  const args = [mountPoint, table, placeOf('/proc/self'), ...command];
  return ['/usr/bin/unshare', ...namespaces, '/bin/sh', '-c', script, 'sh', ...args];
}

let isHeld: boolean | undefined;

/** Whether this machine lets this user fence processes in. Tried once, with Node itself. */
export function isFencedByKernel(): boolean {
  isHeld ??= process.platform === 'linux' && canFence();
  return isHeld;
}

function canFence(): boolean {
  const [program, ...args] = fenced([], [process.execPath, '-e', 'process.memoryUsage.rss()']) as [string];
  return spawnSync(program, args, { env: {}, stdio: 'ignore', timeout: 10_000 }).status === 0;
}

/**
 * A command line that runs `command` behind the kernel's fence, in the same process; the command itself where
 * the platform has none.
 *
 * @param readable the folders that it may read besides those of the system; none lies inside `dist/decoder`
 */
export function behindKernelFence(
  readable: readonly string[],
  command: readonly string[],
): readonly string[] {
  return isFencedByKernel() ? fenced(readable, command) : command;
}
