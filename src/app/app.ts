import { type Access, createAccess } from '../access/access';
import { signInsOf } from '../access/accessSettings';
import { LogReader } from '../audit/log/logReader';
import { oldestUnsealed, type WaitingRecords } from '../audit/log/oldestUnsealed';
import { codestreamDecoder } from '../decoder/codestreamJob';
import { isFencedByKernel } from '../decoder/kernelFence';
import { mediaDirectoryReader } from '../decoder/mediaDirectoryJob';
import { pngRenderer } from '../decoder/pngJob';
import { fileReader } from '../decoder/readImageJob';
import { pictureRenderer } from '../decoder/renderJob';
import type { FullDisk } from '../domain/kernel/diskUse';
import { Macs } from '../domain/kernel/sealing/macs';
import type { NoticeChannel } from '../domain/study/notices/notice';
import { PictureThreads, pictureOpener } from '../imaging/threads/pictureThreads';
import { closeNetworks } from '../inference/onnx/networks';
import type { ModelRepository } from '../inference/repository/modelRepository';
import type { SiteModels } from '../inference/repository/siteModels';
import { type Accounting, createAccounting } from '../operations/accounting/accounting';
import { type AuditTrail, createAuditTrail } from '../operations/audit/auditTrail';
import { createNoteChangedOutside, type NoteChangedOutside } from '../operations/audit/noteChangedOutside';
import { createNoteForeignRow } from '../operations/audit/noteForeignRow';
import { createDenialRecorder, type DenialRecorder } from '../operations/audit/recordDeniedAccess';
import { createLookRecorder, type LookRecorder } from '../operations/audit/recordLooks';
import { createReadingWatch, type ReadingWatch } from '../operations/audit/watchReading';
import { type ChooseLane, createChooseLane } from '../operations/intake/chooseLane';
import { LoneFile } from '../operations/intake/loneFile';
import { Receiving } from '../operations/intake/receiving';
import { KnownFinished } from '../operations/intake/sweepIncoming';
import type {
  Clock,
  CodestreamDecoder,
  FileReader,
  MediaDirectoryReader,
  ModelsPort,
  Notifier,
  PictureOpener,
} from '../operations/ports';
import { createIsLeft } from '../operations/study/leftVersion';
import { createStudyWriter, type StudyWriter } from '../operations/study/studyWriter';
import { appFolder } from '../places/places';
import { readSettings, type Settings } from '../settings/settings';
import { openStore, type Store } from '../storage/store';
import type { Telemetry } from '../telemetry/telemetry';
import { type AuditSealer, createAuditSealer } from './auditSealer';
import { buildInfo } from './buildInfo';
import { type OnRequest, openDecoders } from './decoders';
import { createDelivery, type Delivery } from './delivery';
import { createDiskWatch } from './diskWatch';
import { createLogCheck, type LogCheck } from './logCheck';
import { createMeasure, type Measure } from './measure';
import { modelsPort } from './modelsPort';
import { type ModelWatch, modelWatch } from './modelWatch';
import { createNotifiers } from './notifiers';
import { createSealingWatch, type Sealing } from './sealingWatch';
import { settingsKeeper } from './settingsKeeper';
import { openSiteModels } from './siteModels';
import { countOutcome, openTelemetry } from './telemetry';
import { TotalsKeeper } from './totalsKeeper';
import { createWorklistReader, type WorklistReader } from './worklistReader';

/** The dependencies of all functions. Built once per process, only here. */
export interface App {
  readonly settings: Settings;
  readonly store: Store;
  /** The worklist in reading order, kept in memory. */
  readonly worklist: WorklistReader;
  readonly models: ModelsPort;
  /** What this process let in at the gate without a row. */
  readonly loneFile: LoneFile;
  readonly receiving: Receiving;
  /** The lane of a file by its first bytes. */
  readonly chooseLane: ChooseLane;
  readonly readFile: FileReader;
  readonly decodeCodestream: CodestreamDecoder;
  readonly openPicture: PictureOpener;
  readonly readMediaDirectory: MediaDirectoryReader;
  /** The same for what callers send or open, in processes and threads of its own. */
  readonly onRequest: OnRequest;
  /** What holds the processes that read files. */
  readonly decoderFence: () => 'kernel' | 'node';
  /** Records events before they take effect. */
  readonly trail: AuditTrail;
  /** Arrivals of which this process knows that they have an outcome. */
  readonly finishedArrivals: KnownFinished;
  /** Changes studies. */
  readonly studies: StudyWriter;
  /** Seals recorded events. */
  readonly sealer: AuditSealer;
  /** How sealing stands, whichever process does it. */
  readonly sealing: () => Promise<Sealing>;
  /** Verifies the log; undefined if no key is set. */
  readonly checkLog: () => Promise<LogCheck | undefined>;
  /** The version of this software. */
  readonly version: string;
  /** Reads the sealed log. */
  readonly log: LogReader;
  /** Where notices about studies are sent. */
  readonly notifiers: ReadonlyMap<NoticeChannel, Notifier>;
  /** To whom results are sent. */
  readonly delivery: Delivery;
  readonly now: Clock;
  /** Authenticates callers and signs them in. */
  readonly access: Access;
  /** Records denied access. */
  readonly recordDeniedAccess: DenialRecorder;
  /** Makes known that a blob was changed outside the app. */
  readonly noteChangedOutside: NoteChangedOutside;
  /** Records looks at pictures and exports of lists. */
  readonly looks: LookRecorder;
  /** Raises an alert when somebody reads of unusually many studies. */
  readonly watchReading: ReadingWatch;
  readonly siteModels: SiteModels;
  /** What is recorded of the work, for those who watch it. */
  readonly telemetry: Telemetry;
  /** Counts what is watched of each model. */
  readonly watch: ModelWatch;
  /** Adds what this process counts to the totals of the site. */
  readonly totalsKeeper: TotalsKeeper;
  readonly measure: Measure;
  /** Since when the oldest audit record waits to be sealed, in milliseconds; undefined if none does. */
  oldestUnsealed(): Promise<number | undefined>;
  /** Which disks of this machine are nearly full. */
  fullDisks(): Promise<readonly FullDisk[]>;
  /** What became of the files that were received. */
  readonly accounting: Accounting;
  /** The site's current models. */
  modelRepository(): Promise<ModelRepository>;
  /** Creates missing containers and tables. */
  prepare(): Promise<void>;
  /**
   * Ends the processes that read files and the threads that hold pictures. Only for a process that is about
   * to exit.
   */
  close(): Promise<void>;
}

/** Runs once; a failure is forgotten, so that the next caller tries again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/** Where no logger is at hand; the host logs this output as an error. */
const logError = (message: string) => console.error(message);

export function createApp(settings: Settings): App {
  const store = openStore(settings);
  const decoders = openDecoders(settings);
  const pictures = new PictureThreads(settings.decoders.processes);
  const requestPictures = new PictureThreads(settings.requestDecoders);
  const siteModels = openSiteModels({
    directory: settings.modelsDirectory,
    cache: settings.modelsCache,
    refreshSeconds: settings.modelsRefreshSeconds,
    container: store.modelContainer,
  });
  const modelRepository = async () => (await siteModels.current()).repository;
  const now = () => new Date().toISOString();
  const software = buildInfo(appFolder, settings.audit.commit);
  const telemetry = openTelemetry({ settings: settings.telemetry, version: software.version, logError });
  const finishedArrivals = new KnownFinished();
  store.arrivals.onOutcome((outcome, { receivedAt }) => {
    finishedArrivals.add(outcome.arrivalId);
    countOutcome(telemetry, outcome, receivedAt);
  });
  const waitingRecords: WaitingRecords = {
    announcedBefore: (time) => store.auditLog.announcedBefore(time),
    checkpoint: () => store.auditLog.checkpoint(),
    read: (path) => store.auditLog.read(path),
    list: (prefix) => store.auditLog.list(prefix),
    find: (eventId) => store.audit.find(eventId),
  };
  const trail = createAuditTrail({
    records: store.audit,
    identity: store.identity,
    software,
    settingsSha256: settingsKeeper(settings, store, modelRepository, appFolder),
    now,
  });
  const macs = new Macs(settings.siteKey);
  const studies = createStudyWriter({
    studies: store.results,
    worklist: store.worklist,
    begun: store.begun,
    trail,
    policy: settings.policy,
    isLeft: createIsLeft(store.identity),
    now,
    macs,
    signIns: signInsOf(settings.access),
    logError,
  });
  const sealer = createAuditSealer({
    audit: settings.audit,
    siteKey: settings.siteKey,
    auditLog: store.auditLog,
    now,
  });
  const { storage, notifications } = settings;
  const notifiers = createNotifiers({ storage, notifications, now });
  const accounting = createAccounting({ accounts: store.accounts, rule: settings.silence, now });
  const watchReading = createReadingWatch({
    records: store.audit,
    notifiers,
    most: settings.unusualReading,
    now,
    logError,
  });
  store.worklist.onForeignRow(
    createNoteForeignRow({
      records: store.audit,
      identity: store.identity,
      arrivals: store.arrivals,
      results: store.results,
      images: store.images,
      macs,
      logError,
      now,
    }),
  );
  const models = modelsPort(modelRepository, (model) => siteModels.holding(model));
  return {
    settings,
    store,
    worklist: createWorklistReader({
      contents: () => store.worklistCopy.contents(),
      reviewedPage: (counts, query, at) => store.reviewedPages.page(counts, query, at),
      reviewedFeedback: (counts, since) => store.reviewedPages.feedback(counts, since),
      waitingCap: settings.policy.waitingCap,
      now,
    }),
    models,
    loneFile: new LoneFile(),
    receiving: new Receiving(settings.gate),
    chooseLane: createChooseLane({ policy: settings.policy, models }),
    siteModels,
    readFile: fileReader(decoders.arrivals, settings.limits),
    decodeCodestream: codestreamDecoder(decoders.arrivals),
    openPicture: pictureOpener(pictures),
    readMediaDirectory: mediaDirectoryReader(decoders.arrivals),
    onRequest: {
      readFile: fileReader(decoders.requests, settings.limits),
      decodeCodestream: codestreamDecoder(decoders.requests),
      renderPng: pngRenderer(decoders.requests),
      renderPicture: pictureRenderer(decoders.requests),
      openPicture: pictureOpener(requestPictures),
    },
    decoderFence: () => (isFencedByKernel() ? 'kernel' : 'node'),
    trail,
    finishedArrivals,
    studies,
    sealer,
    sealing: createSealingWatch({
      records: waitingRecords,
      isFailing: () => sealer.isFailing(),
      lateMinutes: settings.sealing.lateMinutes,
      now,
    }),
    checkLog: createLogCheck(settings, () => sealer.signer()),
    version: software.version,
    log: new LogReader(store.auditLog),
    notifiers,
    delivery: createDelivery(settings.outputs, store, software.version),
    now,
    access: createAccess({
      settings: settings.access,
      siteKey: settings.siteKey,
      sessionStore: store.sessions,
      now,
    }),
    recordDeniedAccess: createDenialRecorder({ records: store.audit, now }),
    noteChangedOutside: createNoteChangedOutside({
      records: store.audit,
      identity: store.identity,
      arrivals: store.arrivals,
      results: store.results,
      images: store.images,
      studies,
      worklist: store.worklist,
      macs,
      logError,
      now,
    }),
    looks: createLookRecorder({
      records: store.audit,
      images: store.images,
      identity: store.identity,
      watch: watchReading,
      now,
    }),
    watchReading,
    telemetry,
    watch: modelWatch(telemetry.counters),
    totalsKeeper: new TotalsKeeper({ counters: telemetry.counters, totals: store.totals, now, logError }),
    measure: createMeasure({ store, accounting, waitingRecords, siteModels, now }),
    oldestUnsealed: () => oldestUnsealed(waitingRecords, Date.now()),
    fullDisks: createDiskWatch(settings.modelsCache),
    accounting,
    modelRepository,
    prepare: once(() => store.prepare()),
    close: async () => {
      await Promise.all([decoders.close(), pictures.close(), requestPictures.close(), closeNetworks()]);
    },
  };
}

let running: App | undefined;

/** The app of this process, from its environment. @throws SettingsError */
export function theApp(): App {
  running ??= createApp(readSettings(process.env, appFolder));
  return running;
}
