import { readFileSync } from 'node:fs';
import path from 'node:path';
import { appFolder } from './places';

// Loaded before anything else, also by a Node that is too old: nothing here may need a new one.

/** What package.json says that the app runs on: that of a package names its platform alone. */
export interface PackageNeeds {
  /** As `>=22.13`. */
  readonly engines: { readonly node: string };
  readonly os: readonly string[];
  readonly cpu: readonly string[];
}

/** What the app finds itself on. */
export interface Machine {
  /** As `22.13.1`. */
  readonly node: string;
  readonly os: string;
  readonly cpu: string;
  /** Linux with another C library than glibc, as Alpine. */
  readonly hasOtherLibc: boolean;
}

export function packageNeeds(): PackageNeeds {
  return JSON.parse(readFileSync(path.join(appFolder, 'package.json'), 'utf8')) as PackageNeeds;
}

export function thisMachine(): Machine {
  const { platform: os, arch: cpu, versions } = process;
  return { node: versions.node, os, cpu, hasOtherLibc: os === 'linux' && !hasGlibc() };
}

function hasGlibc(): boolean {
  const report: NodeJS.ProcessReport & { excludeNetwork?: boolean } = process.report;
  // It would otherwise look up the names of network neighbours.
  report.excludeNetwork = true;
  const { header } = report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime !== undefined;
}

/** Why the app cannot run on this machine, in one line; undefined if it can. */
export function platformProblem(needs: PackageNeeds, machine: Machine): string | undefined {
  const node = nodeProblem(needs, machine.node);
  if (node !== undefined) return `Imaging Triage ${node}: set the runtime version of the function app to 24.`;
  const { os, cpu } = machine;
  if (!needs.os.includes(os) || !needs.cpu.includes(cpu))
    return `This Imaging Triage is built for ${needs.os.join(', ')} on ${needs.cpu.join(', ')}, and this is ${os} on ${cpu}: deploy the package for that (npm run package).`;
  if (machine.hasOtherLibc)
    return 'Imaging Triage needs Linux with glibc, and this one has another C library (as Alpine): run it on Debian, Ubuntu or Azure Linux.';
  return undefined;
}

/** That this Node is too old, without its subject and what to do; undefined if it is not. */
export function nodeProblem({ engines }: PackageNeeds, version: string): string | undefined {
  const needed = engines.node.replace('>=', '');
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = needed.split('.').map(Number);
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return undefined;
  return `needs Node ${needed} or later, and this is ${version}`;
}
