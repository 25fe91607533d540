import { writeFileSync } from 'node:fs';
import { auditOriginOf } from '../../../src/domain/kernel/identifiers/ids';
import { openKeyFile } from '../../../src/signing/keyFile';
import { triageHere } from '../../cli/support/triageHere';
import { appStorage } from '../../support/appStorage';
import type { TemporaryFolder } from '../../support/temporaryFolder';
import { modelsIn } from '../histories/models';

/** What the audit log holds, as `triage audit verify --json` says. */
interface Verified {
  readonly sound: boolean;
  readonly faults: readonly unknown[];
  readonly waiting: number;
  readonly entries: Readonly<Record<string, number>>;
}

/** The storage of a site, seen from outside of its hosts. */
export type Site = Awaited<ReturnType<typeof siteIn>>;

/** Seals a second after each record, and by the timer every five: hosts get in each other's way. */
export async function siteIn(folder: TemporaryFolder, connectionString: string) {
  const keyFile = folder.file('audit-key');
  const environment = {
    TRIAGE_SITE_KEY: Buffer.alloc(32, 1).toString('base64'),
    TRIAGE_BLOB_SOURCE: 'LogsAndContainerScan',
    TRIAGE_SIGN_IN: '',
    TRIAGE_MODELS: await modelsIn(folder.path),
    TRIAGE_AUDIT_KEY_FILE: keyFile,
    TRIAGE_SEAL_AFTER_SECONDS: '1',
    TRIAGE_SEAL_EVERY_SECONDS: '5',
  };
  const storage = await appStorage(environment, connectionString);
  const { settings, store } = storage;
  const { key } = openKeyFile(keyFile, auditOriginOf(settings.siteKey));
  const checkpoints = new Set<string>();

  return {
    ...storage,
    environment,
    checkpoints,
    /** What anybody could have been shown as the newest checkpoint so far. */
    keepCheckpoint: async () => {
      const newest = await store.auditLog.checkpoint();
      if (newest !== undefined) checkpoints.add(newest.note);
    },
    /** As an auditor does who kept every checkpoint. */
    verified: async (): Promise<Verified> => {
      const kept = [...checkpoints].flatMap((note, at) => {
        writeFileSync(folder.file(`checkpoint-${at}`), note);
        return ['--checkpoint', folder.file(`checkpoint-${at}`)];
      });
      const models = ['--models', environment.TRIAGE_MODELS];
      const where = ['--connection', connectionString, '--key', key.text, ...models];
      const { stdout, stderr } = await triageHere(
        ['audit', 'verify', '--json', ...where, ...kept],
        environment,
      );
      if (stdout === '') throw new Error(stderr);
      return JSON.parse(stdout) as Verified;
    },
  };
}
