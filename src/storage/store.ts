import { Macs } from '../domain/kernel/macs';
import type { StorageFault } from '../domain/kernel/storageFault';
import { type IndexPartition, RowSeal } from '../domain/worklist/indexRow';
import type { RowFinding } from '../domain/worklist/rowFinding';
import type { Settings } from '../settings/settings';
import { Accounts } from './accounts';
import { Arrivals } from './arrivals';
import { AuditLog } from './auditLog';
import { AuditRecords } from './auditRecords';
import { connectStorage } from './connect';
import { containers, ensureContainers, hostContainer } from './containers';
import { Erasure } from './erase';
import { GateTable, gateTable } from './gate';
import { Identities } from './identity';
import { Images } from './images';
import { Incoming } from './incoming';
import { ModelContainer } from './modelContainer';
import { QuarantineStore } from './quarantine';
import { Results } from './results';
import { SealedBlobs } from './sealedBlobs';
import { Sessions } from './sessions';
import { createStorageCheck } from './storageCheck';
import { CountedTotals } from './totals';
import { Worklist } from './worklist';
import { WorklistCopy } from './worklistCopy';
import { renewRow } from './worklistRecords';
import { worklistTable } from './worklistRows';

/** Everything the app stores, under the names from the design. */
export interface Store {
  readonly incoming: Incoming;
  readonly arrivals: Arrivals;
  readonly images: Images;
  readonly results: Results;
  readonly identity: Identities;
  readonly quarantine: QuarantineStore;
  readonly worklist: Worklist;
  /** Files that wait to be triaged. */
  readonly gate: GateTable;
  /** The worklist's content, kept in memory; for callers that ask every few seconds. */
  readonly worklistCopy: WorklistCopy;
  /** Makes a row of the worklist anew from its record; removes it if there is none. */
  readonly renewRow: (partition: IndexPartition, key: string) => Promise<RowFinding | undefined>;
  readonly audit: AuditRecords;
  readonly auditLog: AuditLog;
  readonly erase: Erasure;
  readonly modelContainer: ModelContainer;
  readonly sessions: Sessions;
  /** How many files were received, and what became of each. */
  readonly accounts: Accounts;
  /** What all processes have counted, for those who watch the app. */
  readonly totals: CountedTotals;
  /** Whether a blob that only the app writes is what the app wrote, or is not there. */
  readonly isIntact: (container: string, blob: string) => Promise<boolean>;
  /** What of the storage the app cannot use; as it was within the last seconds. */
  readonly faults: () => Promise<readonly StorageFault[]>;
  /** Creates missing containers and the missing table. @throws RestError if the storage cannot be reached. */
  prepare(): Promise<void>;
}

/** `hostStorage`: absent if it is the same account. */
type StoreSettings = Pick<Settings, 'storage' | 'incomingContainer'> & Partial<Pick<Settings, 'hostStorage'>>;

/** What works without the site's secret: reading, unchecked. Nothing can be recorded or stored. */
export type UncheckedStore = Omit<Store, 'audit'>;

export function openStore(settings: StoreSettings & Pick<Settings, 'siteKey'>): Store {
  return { ...openWith(settings, new Macs(settings.siteKey)), audit: openRecords(settings) };
}

/** Only the records of the audit log. */
export function openRecords({ storage, siteKey }: Pick<Settings, 'storage' | 'siteKey'>): AuditRecords {
  const container = connectStorage(storage).blobs.getContainerClient(containers.audit);
  return new AuditRecords(container, new Macs(siteKey));
}

/** For those who verify what is stored against the audit log: nothing is refused for its seal. */
export function openUnchecked(settings: StoreSettings): UncheckedStore {
  return openWith(settings, undefined);
}

function openWith(settings: StoreSettings, macs: Macs | undefined): UncheckedStore {
  const clients = connectStorage(settings.storage);
  const host = connectStorage(settings.hostStorage ?? settings.storage).blobs;
  const container = (name: string) => clients.blobs.getContainerClient(name);
  const sealed = (name: string) => new SealedBlobs(container(name), macs);
  const incoming = container(settings.incomingContainer);
  const sealedResults = sealed(containers.results);
  const results = new Results(sealedResults);
  const table = clients.table(worklistTable);
  const seal = new RowSeal(macs);
  const worklist = new Worklist(table, (studyId, version) => results.version(studyId, version), seal);
  const worklistCopy = new WorklistCopy(table, seal, async (partition, key) => {
    await renew(partition, key);
    return (await worklist.row(partition, key))?.line ?? '';
  });
  worklist.onWrite(() => worklistCopy.invalidate());
  const gateRows = clients.table(gateTable);
  const gate = new GateTable(gateRows);
  const accounts = new Accounts(sealed(containers.accounting));
  const arrivals = new Arrivals(sealed(containers.arrivals), sealedResults, worklist, accounts.journal);
  const identity = new Identities(sealed(containers.identity));
  const quarantine = new QuarantineStore(sealed(containers.quarantine), incoming, (arrivalId) =>
    arrivals.noteSuperseded(arrivalId),
  );
  const renew: Store['renewRow'] = (partition, key) =>
    renewRow({ results, quarantine, identity, arrivals, worklist }, partition, key);
  return {
    incoming: new Incoming(incoming, settings.incomingContainer),
    arrivals,
    images: new Images(sealed(containers.images)),
    results,
    identity,
    quarantine,
    worklist,
    gate,
    worklistCopy,
    renewRow: renew,
    auditLog: new AuditLog(container(containers.audit)),
    erase: new Erasure(
      {
        incoming,
        host: host.getContainerClient(hostContainer),
        results: container(containers.results),
        arrivals: container(containers.arrivals),
        images: container(containers.images),
        identity: container(containers.identity),
        quarantine: container(containers.quarantine),
      },
      { arrivals, identity, worklist, notes: accounts.journal },
    ),
    modelContainer: new ModelContainer(container(containers.models)),
    sessions: new Sessions(container(containers.sessions)),
    accounts,
    totals: new CountedTotals(container(containers.telemetry)),
    isIntact: (name, blob) => sealed(name).isIntact(blob),
    faults: createStorageCheck({
      blobs: clients.blobs,
      tables: { [worklistTable]: table, [gateTable]: gateRows },
      incoming: settings.incomingContainer,
    }),
    prepare: async () => {
      await ensureContainers(clients.blobs, settings.incomingContainer);
      await Promise.all([worklist.ensure(), gate.ensure()]);
    },
  };
}
