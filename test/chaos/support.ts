import { createHash } from 'node:crypto';
import type { ContainerClient } from '@azure/storage-blob';
import type { AccountingView } from '../../src/domain/accounting/accountingView';
import { isImagePack } from '../../src/storage/images/imagePack';
import type { Store } from '../../src/storage/store';
import { triageHere } from '../cli/support/triageHere';
import { studyLines } from '../support/studyLines';

export async function namesOf(container: ContainerClient, prefix = ''): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of container.listBlobsFlat({ prefix })) names.push(name);
  return names;
}

/** The current records of studies, without their versions. */
async function studiesOf(results: ContainerClient): Promise<string[]> {
  return (await namesOf(results, 'studies/')).filter((name) => !name.includes('/v'));
}

/** How many files are in a study or refused, and have no outcome yet; each file is a study of its own. */
export async function halfDone(results: ContainerClient, quarantine: ContainerClient): Promise<number> {
  const outcomes = await namesOf(results, 'arrivals/');
  const [studies, refused] = await Promise.all([studiesOf(results), namesOf(quarantine)]);
  const refusals = refused.filter((name) => name.endsWith('/refusal.json'));
  return studies.length + refusals.length - outcomes.length;
}

/** Everything that is kept about a batch, counted. */
export async function account(store: Store, results: ContainerClient, images: ContainerClient) {
  const [studies, refusals] = await Promise.all([studyLines(store), store.worklist.refusals()]);
  const versions = (await namesOf(results, 'studies/')).filter((name) => name.includes('/v'));
  return {
    outcomes: (await namesOf(results, 'arrivals/')).length,
    images: (await namesOf(images)).filter(isImagePack).length,
    studies: (await studiesOf(results)).length,
    versions: versions.length,
    worklistStudies: studies.length,
    worklistImages: studies.reduce((sum, study) => sum + study.images, 0),
    worklistRefusals: refusals.length,
  };
}

/** The accounts have nothing but these files, all of them ended, and say what the records say. */
export async function accountsBalance(
  connectionString: string,
  environment: NodeJS.ProcessEnv,
  { readable, refused, exports = 0 }: { readable: number; refused: number; exports?: number },
): Promise<void> {
  const args = ['account', '--connection', connectionString];
  const { stdout } = await triageHere([...args, '--json'], environment);
  const checked = await triageHere([...args, '--check'], environment);
  const received = readable + refused + exports;
  expect(checked.stdout).toMatch(new RegExp(`^${received} files .*: 0 differ\\.\\n$`));
  const { analysed, notAnalysed, ...rest } = (JSON.parse(stdout) as AccountingView).total;
  expect(analysed + notAnalysed).toBe(readable);
  const none = { index: 0, superseded: 0, erased: 0, inProgress: 0 };
  expect(rest).toEqual({ ...none, received, quarantined: refused, unpacked: exports });
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
