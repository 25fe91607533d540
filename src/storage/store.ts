import { Macs } from '../domain/kernel/macs';
import type { RowFinding } from '../domain/worklist/rowFinding';
import type { Settings } from '../settings/settings';
import { Arrivals, type ProcessingLines } from './arrivals';
import { AuditLog } from './auditLog';
import { AuditRecords } from './auditRecords';
import { connectStorage } from './connect';
import { containers, ensureContainers, hostContainer } from './containers';
import { Erasure } from './erase';
import { Identities } from './identity';
import { Images } from './images';
import { Incoming } from './incoming';
import { ModelContainer } from './modelContainer';
import { QuarantineStore } from './quarantine';
import { Results } from './results';
import { Worklist } from './worklist';
import { WorklistCopy } from './worklistCopy';
import { renewRow } from './worklistRecords';
import { type Partition, RowSeal, worklistTable } from './worklistRows';

/** Everything the app stores, under the names from the design. */
export interface Store {
  readonly incoming: Incoming;
  readonly arrivals: Arrivals;
  readonly images: Images;
  readonly results: Results;
  readonly identity: Identities;
  readonly quarantine: QuarantineStore;
  readonly worklist: Worklist;
  /** The worklist's content, kept in memory; for callers that ask every few seconds. */
  readonly worklistCopy: WorklistCopy;
  /** Makes a row of the worklist anew from its record; removes it if there is none. */
  readonly renewRow: (partition: Partition, key: string) => Promise<RowFinding | undefined>;
  readonly audit: AuditRecords;
  readonly auditLog: AuditLog;
  readonly erase: Erasure;
  readonly modelContainer: ModelContainer;
  /** Creates missing containers and the missing table. @throws RestError if the storage cannot be reached. */
  prepare(): Promise<void>;
}

/** What works without the site's secret. The rest writes or checks codes under keys derived from it. */
export type StoreWithoutKey = Pick<
  Store,
  'incoming' | 'arrivals' | 'images' | 'results' | 'identity' | 'quarantine' | 'auditLog' | 'modelContainer'
>;

type Places = Pick<Settings, 'storage' | 'incomingContainer'>;

/** @param logError is told of what somebody else put into the storage */
export function openStore(
  settings: Places & Pick<Settings, 'siteKey'>,
  logError: (message: string) => void = (message) => console.error(message),
): Store {
  const clients = connectStorage(settings.storage);
  const table = clients.table(worklistTable);
  const seal = new RowSeal(new Macs(settings.siteKey));
  const version: Results['version'] = (studyId, number) => opened.results.version(studyId, number);
  const worklist = new Worklist(table, version, seal);
  const opened = open(settings, worklist);
  const { arrivals, identity } = opened;
  const renew: Store['renewRow'] = (partition, key) => renewRow({ ...opened, worklist }, partition, key);
  const worklistCopy = new WorklistCopy(table, seal, async (partition, key) => {
    logError(rowWords(partition, key));
    await renew(partition, key);
    return (await worklist.row(partition, key))?.line ?? '';
  });
  worklist.onWrite(() => worklistCopy.invalidate());
  const container = (name: string) => clients.blobs.getContainerClient(name);
  return {
    ...opened,
    worklist,
    worklistCopy,
    renewRow: renew,
    audit: openRecords(settings),
    erase: new Erasure(
      {
        incoming: container(settings.incomingContainer),
        host: container(hostContainer),
        results: container(containers.results),
        arrivals: container(containers.arrivals),
        images: container(containers.images),
        identity: container(containers.identity),
        quarantine: container(containers.quarantine),
      },
      { arrivals, identity, worklist },
    ),
    prepare: async () => {
      await ensureContainers(clients.blobs, settings.incomingContainer);
      await worklist.ensure();
    },
  };
}

function rowWords(partition: Partition, key: string): string {
  return `the row ${partition}/${key} of the worklist was not written by the app: it is made anew from its record`;
}

/** Only the records of the audit log. */
export function openRecords({ storage, siteKey }: Pick<Settings, 'storage' | 'siteKey'>): AuditRecords {
  const container = connectStorage(storage).blobs.getContainerClient(containers.audit);
  return new AuditRecords(container, new Macs(siteKey));
}

export function openWithoutKey(settings: Places): StoreWithoutKey {
  const needKey = async () => {
    throw new Error("a row of the worklist is written with the site's key");
  };
  return open(settings, { putProcessing: needKey, removeProcessing: needKey });
}

function open(settings: Places, lines: ProcessingLines): StoreWithoutKey {
  const { blobs } = connectStorage(settings.storage);
  const container = (name: string) => blobs.getContainerClient(name);
  const incoming = container(settings.incomingContainer);
  return {
    incoming: new Incoming(incoming, settings.incomingContainer),
    arrivals: new Arrivals(container(containers.arrivals), container(containers.results), lines),
    images: new Images(container(containers.images)),
    results: new Results(container(containers.results)),
    identity: new Identities(container(containers.identity)),
    quarantine: new QuarantineStore(container(containers.quarantine), incoming),
    auditLog: new AuditLog(container(containers.audit)),
    modelContainer: new ModelContainer(container(containers.models)),
  };
}
