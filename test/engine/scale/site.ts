import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { arrivalIdOf, auditOriginOf } from '../../../src/domain/kernel/ids';
import { readSettings } from '../../../src/settings/settings';
import { openKeyFile } from '../../../src/signing/keyFile';
import { connectStorage } from '../../../src/storage/connect';
import { openStore } from '../../../src/storage/store';
import { triageHere } from '../../cli/support/triageHere';
import { openInstances as instancesOpenAt, queuedMessages } from '../../support/openWork';
import type { TemporaryFolder } from '../../support/temporaryFolder';
import { modelsIn } from '../histories/models';
import type { Dropped } from './files';

const appDirectory = path.resolve(__dirname, '../../..');

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
  const settings = readSettings({ ...environment, AzureWebJobsStorage: connectionString }, appDirectory);
  const store = openStore(settings);
  const { key } = openKeyFile(keyFile, auditOriginOf(settings.siteKey));
  const { blobs } = connectStorage(settings.storage);
  const incoming = blobs.getContainerClient(settings.incomingContainer);
  await incoming.createIfNotExists();
  const checkpoints = new Set<string>();

  /** What anybody could have been shown as the newest checkpoint so far. */
  const keepCheckpoint = async () => {
    const newest = await store.auditLog.checkpoint();
    if (newest !== undefined) checkpoints.add(newest.note);
  };

  return {
    environment,
    settings,
    store,
    checkpoints,
    keepCheckpoint,
    drop: async ({ name, bytes }: Dropped): Promise<string> => {
      const { etag = '' } = await incoming.getBlockBlobClient(name).uploadData(bytes);
      return arrivalIdOf(settings.siteKey, settings.incomingContainer, name, etag);
    },
    /** As an auditor does who kept every checkpoint. */
    verified: async (): Promise<Verified> => {
      const kept = [...checkpoints].map((note, at) => {
        writeFileSync(folder.file(`checkpoint-${at}`), note);
        return ['--checkpoint', folder.file(`checkpoint-${at}`)];
      });
      const args = [
        '--connection',
        connectionString,
        '--key',
        key.text,
        '--models',
        environment.TRIAGE_MODELS,
      ];
      const { stdout, stderr } = await triageHere(
        ['audit', 'verify', '--json', ...args, ...kept.flat()],
        environment,
      );
      if (stdout === '') throw new Error(stderr);
      return JSON.parse(stdout) as Verified;
    },
    messages: () => queuedMessages(connectionString),
  };
}

/** @param url a host */
export const openInstances = (url: string) => instancesOpenAt(url, 'test');
