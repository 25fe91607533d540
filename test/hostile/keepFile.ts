import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { MutatedFile } from './mutations';

const folder = path.join(tmpdir(), 'triage-mutations');
let kept = 0;

/** Keeps a file that a test fails on, to be looked at. @returns what it is, and where */
export function keepFile({ name, bytes }: MutatedFile): string {
  mkdirSync(folder, { recursive: true });
  const target = path.join(folder, `${process.pid}-${kept++}.bin`);
  writeFileSync(target, bytes);
  return `${name} (${target})`;
}
