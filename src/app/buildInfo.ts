import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Software } from '../domain/audit/auditParts';

interface Package {
  readonly version: string;
  /** Written there when a package is made. */
  readonly commit?: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** The software's identity, for the audit log. What cannot be determined is left out. */
export function buildInfo(appDirectory: string, givenCommit: string | undefined): Software {
  const lockfile = textOf(path.join(appDirectory, 'package-lock.json'));
  const { version, commit: packaged } = packageOf(appDirectory);
  const commit = givenCommit ?? packaged ?? commitOf(path.join(appDirectory, '.git'));
  return {
    version,
    ...(commit === undefined ? {} : { commit }),
    ...(lockfile === undefined
      ? {}
      : { lockfileSha256: createHash('sha256').update(lockfile).digest('hex') }),
    node: process.versions.node,
  };
}

/** The exact version of every library of the app, including parsers, codecs, and the models' runtime. */
export function libraries(appDirectory: string): Readonly<Record<string, string>> {
  return packageOf(appDirectory).dependencies;
}

function packageOf(appDirectory: string): Package {
  return JSON.parse(readFileSync(path.join(appDirectory, 'package.json'), 'utf8')) as Package;
}

/**
 * The commit of a checkout, main or linked worktree. A deployed app has none and gets its commit from a
 * setting.
 */
function commitOf(git: string): string | undefined {
  const link = textOf(git);
  const folder =
    link === undefined ? git : path.resolve(path.dirname(git), link.replace(/^gitdir: /, '').trim());
  const head = textOf(path.join(folder, 'HEAD'))?.trim();
  if (head === undefined || /^[0-9a-f]{40}$/.test(head)) return head;
  const ref = head.replace(/^ref: /, '');
  const common = path.resolve(folder, textOf(path.join(folder, 'commondir'))?.trim() ?? '.');
  const commit = textOf(path.join(common, ref))?.trim() ?? packedRef(path.join(common, 'packed-refs'), ref);
  return commit !== undefined && /^[0-9a-f]{40}$/.test(commit) ? commit : undefined;
}

function packedRef(file: string, ref: string): string | undefined {
  return textOf(file)
    ?.split('\n')
    .find((line) => line.endsWith(` ${ref}`))
    ?.slice(0, 40);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
