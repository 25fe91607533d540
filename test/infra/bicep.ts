import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Requirement } from '../support/requirements';

const { bicepCompiler } = require('../../infra/tools/compiler.cjs') as {
  bicepCompiler: () => { readonly program: string } | { readonly missing: string };
};

const compiler = bicepCompiler();

/** The Bicep compiler. */
export const bicep: Requirement =
  'missing' in compiler ? { met: false, ...compiler } : { met: true, missing: '' };

/** A resource as it would be deployed; what only Azure can say stays an expression, `[reference(…)]`. */
export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

export interface Snapshot {
  readonly predictedResources: readonly Resource[];
  readonly diagnostics: readonly unknown[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

export const subscription = '22222222-2222-4222-8222-222222222222';

/** What the template comes to with these parameters, as the compiler evaluates it. */
export async function snapshotOf(template: string, parameters: Record<string, unknown>): Promise<Snapshot> {
  if (!('program' in compiler)) throw new Error(compiler.missing);
  const folder = mkdtempSync(path.join(tmpdir(), 'bicep-'));
  try {
    const from = path.relative(folder, path.resolve(__dirname, '../..', template));
    const lines = Object.entries(parameters).map(([name, value]) => `param ${name} = ${literal(value)}`);
    writeFileSync(path.join(folder, 'these.bicepparam'), [`using '${from}'`, ...lines, ''].join('\n'));
    await promisify(execFile)(
      compiler.program,
      [
        ['snapshot', 'these.bicepparam', '--mode', 'overwrite', '--location', 'westeurope'],
        ['--subscription-id', subscription, '--tenant-id', '11111111-1111-4111-8111-111111111111'],
      ].flat(),
      { cwd: folder },
    );
    return JSON.parse(readFileSync(path.join(folder, 'these.snapshot.json'), 'utf8')) as Snapshot;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : `json('${JSON.stringify(value)}')`;
}
