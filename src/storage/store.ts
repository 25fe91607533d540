import { Macs } from '../domain/kernel/sealing/macs';
import type { StorageFault } from '../domain/kernel/storageFault';
import { type IndexPartition, RowSeal } from '../domain/worklist/indexRow';
import type { RowFinding } from '../domain/worklist/rowFinding';
import type { Settings } from '../settings/settings';
import { Accounts } from './accounting/accounts';
import { AuditLog } from './audit/auditLog';
import { AuditRecords } from './audit/auditRecords';
import { SealedBlobs } from './blobs/sealedBlobs';
import { connectStorage } from './connect';
import { containers, ensureContainers, hostContainer } from './containers';
import { Images } from './images/images';
import { Arrivals } from './incoming/arrivals';
import { GateTable, gateTable } from './incoming/gate';
import { Incoming } from './incoming/incoming';
import { QuarantineStore } from './incoming/quarantine';
import { Resend } from './incoming/resend';
import { GatewayAnswers } from './outputs/answers';
import { Outputs } from './outputs/outputs';
import { ModelContainer } from './site/modelContainer';
import { StoredPreferences } from './site/preferences';
import { Sessions } from './site/sessions';
import { SiteMark } from './site/siteMark';
import { createStorageCheck } from './site/storageCheck';
import { Sweeps } from './site/sweeps';
import { CountedTotals } from './site/totals';
import { Erasure } from './studies/erase';
import { Identities } from './studies/identity';
import { PatientIndex, patientTable } from './studies/patientIndex';
import { Results } from './studies/results';
import { BegunChanges } from './worklist/begunChanges';
import { ChangeFeed } from './worklist/changeFeed';
import { Claims } from './worklist/claims';
import { ReviewedPages } from './worklist/reviewedPages';
import { ReviewedRows } from './worklist/reviewedRows';
import { SealedTable } from './worklist/sealedTable';
import { Worklist } from './worklist/worklist';
import { WorklistCopy } from './worklist/worklistCopy';
import { renewRow } from './worklist/worklistRecords';
import { worklistTable } from './worklist/worklistRows';

/** Everything the app stores, under the names from the design. */
export interface Store {
  readonly incoming: Incoming;
  readonly arrivals: Arrivals;
  readonly images: Images;
  readonly results: Results;
  readonly identity: Identities;
  /** What finds studies by whom they show. */
  readonly patients: PatientIndex;
  readonly quarantine: QuarantineStore;
  readonly worklist: Worklist;
  /** Changes of persons that are under way. */
  readonly begun: BegunChanges;
  /** Who says that they are reading which study. */
  readonly claims: Claims;
  /** How far `reconcile` has come. */
  readonly sweeps: Sweeps;
  /** Files that wait to be triaged. */
  readonly gate: GateTable;
  /** The worklist's content, kept in memory; for callers that ask every few seconds. */
  readonly worklistCopy: WorklistCopy;
  /** Reviewed studies, which are not kept in memory. */
  readonly reviewedPages: ReviewedPages;
  /** Tells other processes what this one wrote to the worklist. */
  readonly changes: ChangeFeed;
  /** Makes a row of the worklist anew from its record; removes it if there is none. */
  readonly renewRow: (partition: IndexPartition, key: string) => Promise<RowFinding | undefined>;
  readonly audit: AuditRecords;
  readonly auditLog: AuditLog;
  readonly erase: Erasure;
  readonly resend: Resend;
  readonly modelContainer: ModelContainer;
  /** What is sent to other systems, and what gateways answer. */
  readonly outputs: Outputs;
  readonly gatewayAnswers: GatewayAnswers;
  readonly sessions: Sessions;
  /** What persons chose for the pages. */
  readonly preferences: StoredPreferences;
  /** How many files were received, and what became of each. */
  readonly accounts: Accounts;
  /** What all processes have counted, for those who watch the app. */
  readonly totals: CountedTotals;
  /** Whether a blob that only the app writes is what the app wrote, or is not there. */
  readonly isIntact: (container: string, blob: string) => Promise<boolean>;
  /** What of the storage the app cannot use; as it was within the last seconds. */
  readonly faults: () => Promise<readonly StorageFault[]>;
  /**
   * Creates missing containers and tables.
   * @throws RestError if the storage cannot be reached; OtherSiteKeyError if another site key wrote it
   */
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
  const client = clients.table(worklistTable);
  const changes = new ChangeFeed(client);
  const table = new SealedTable(client, new RowSeal(macs), changes);
  const reviewed = new ReviewedRows(table);
  const worklist = new Worklist(table, reviewed, (studyId, version) => results.version(studyId, version));
  const mend = async (partition: IndexPartition, key: string) => {
    await renew(partition, key, true);
    return table.row({ partition, key });
  };
  const worklistCopy = new WorklistCopy({ table, changes, reviewed, mend });
  const gateRows = clients.table(gateTable);
  const gate = new GateTable(gateRows);
  const accounts = new Accounts(sealed(containers.accounting));
  const arrivals = new Arrivals(sealed(containers.arrivals), sealedResults, worklist, accounts.journal);
  const mark = new SiteMark(sealed(containers.identity), sealed(containers.arrivals));
  const patientRows = clients.table(patientTable);
  const patients = new PatientIndex(patientRows, macs);
  const identity = new Identities(sealed(containers.identity), patients);
  const outputs = new Outputs(sealed(containers.outputs));
  const images = new Images(sealed(containers.images));
  const quarantine = new QuarantineStore(sealed(containers.quarantine), incoming, (arrivalId) =>
    arrivals.noteSuperseded(arrivalId),
  );
  const renew = (partition: IndexPartition, key: string, evenIfOlder = false) =>
    renewRow({ results, quarantine, identity, arrivals, worklist }, partition, key, evenIfOlder);
  return {
    incoming: new Incoming(incoming, settings.incomingContainer),
    arrivals,
    images,
    results,
    identity,
    patients,
    quarantine,
    worklist,
    begun: new BegunChanges(client),
    claims: new Claims(client),
    sweeps: new Sweeps(sealed(containers.identity)),
    gate,
    worklistCopy,
    reviewedPages: new ReviewedPages(reviewed, mend),
    changes,
    renewRow: (partition, key) => renew(partition, key),
    auditLog: new AuditLog(container(containers.audit), container(containers.auditPartial)),
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
      { arrivals, identity, worklist, outputs, notes: accounts.journal },
    ),
    resend: new Resend(incoming, container(containers.quarantine)),
    outputs,
    gatewayAnswers: new GatewayAnswers(container(containers.answers)),
    modelContainer: new ModelContainer(container(containers.models)),
    sessions: new Sessions(container(containers.sessions)),
    preferences: new StoredPreferences(container(containers.sessions)),
    accounts,
    totals: new CountedTotals(container(containers.telemetry)),
    isIntact: (name, blob) =>
      name === containers.images ? images.isIntact(blob) : sealed(name).isIntact(blob),
    faults: createStorageCheck({
      blobs: clients.blobs,
      tables: { [worklistTable]: client, [gateTable]: gateRows, [patientTable]: patientRows },
      incoming: settings.incomingContainer,
      isOtherSiteKey: () => mark.isOther(),
    }),
    prepare: async () => {
      await ensureContainers(clients.blobs, settings.incomingContainer);
      await Promise.all([worklist.ensure(), gate.ensure(), patients.ensure(), mark.ensure()]);
    },
  };
}
