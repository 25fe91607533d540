import { createHash } from 'node:crypto';
import { createAdvanceReview } from '../../src/activities/advanceReview';
import { createSendOutput } from '../../src/activities/sendOutput';
import { createTriageFile } from '../../src/activities/triageFile';
import { type App, createApp } from '../../src/app/app';
import type { OrchestrationInput, Starter } from '../../src/contract/orchestrations';
import type { StepOutput } from '../../src/contract/steps';
import { firstLookBytes } from '../../src/domain/intake/lane';
import { arrivalIdOf } from '../../src/domain/kernel/identifiers/ids';
import type { OutputPlace } from '../../src/domain/outputs/receiver';
import { createGate } from '../../src/operations/intake/gate';
import { createReceiveFile } from '../../src/operations/intake/receiveFile';
import { createEnsureOutputs } from '../../src/operations/outputs/ensureOutputs';
import { createReconcileOutputs } from '../../src/operations/outputs/reconcileOutputs';
import type { FileReader, ModelsPort } from '../../src/operations/ports';
import { createEnsureReview } from '../../src/operations/study/ensureReview';
import { appFolder } from '../../src/places/places';
import { readSettings } from '../../src/settings/settings';
import { connectStorage } from '../../src/storage/connect';
import { hexId } from '../domain/arbitraries';
import { greyDescription } from './greyDescription';
import { openHere } from './openPictures';

/** The app's own parts on a storage account, in the test's process. What reads files and looks at pictures is made up. */
export interface FileApp {
  readonly app: App;
  /** Puts a file into the incoming container, as a PACS does. @returns its arrival's id */
  drop(name: string, bytes: Uint8Array): Promise<string>;
  /** What the app does from the event of the file to its outcome, with all that follows of it at once. */
  triage(name: string): Promise<StepOutput<'triageFile'> | undefined>;
  /** One try for each output that was put on its way since. @returns what each says of the next */
  deliver(): Promise<StepOutput<'sendOutput'>[]>;
  /** Puts on their way again what is noted as still to be sent, as `reconcile` does. */
  resume(): Promise<void>;
  /** A look at the study's review, as its orchestration has. */
  look(studyId: string): Promise<void>;
  close(): Promise<void>;
}

export const model = { id: 'chest', version: '1.0.0', sha256: hexId('model') };

const digital = '1.2.840.10008.5.1.4.1.1.1.1';

const headerElement = (tag: string, vr: string, text: string) => ({
  tag,
  vr,
  value: Buffer.from(text.length % 2 === 0 ? text : `${text}${vr === 'UI' ? '\0' : ' '}`).toString('base64'),
});

/**
 * A radiograph of four samples; each file is a study of its own, of a patient of its own: but for what stands behind
 * a slash, which tells images of one study apart.
 */
export const readAsRadiograph: FileReader = async (bytes) => {
  const [study = ''] = Buffer.from(bytes).toString('latin1').split('/');
  const uidOf = (what: string | Uint8Array) =>
    `2.25.${BigInt(`0x${createHash('sha256').update(what).digest('hex').slice(0, 32)}`)}`;
  const uid = uidOf(study);
  return {
    description: { ...greyDescription(2, 2), format: 'dicom', modality: 'DX', sopClass: digital },
    pixels: Uint8Array.of(0, 85, 170, 255),
    identity: {
      studyInstanceUid: uid,
      seriesInstanceUid: `${uid}.1`,
      sopInstanceUid: uidOf(bytes),
      patientId: uid,
      issuerOfPatientId: 'SITE',
    },
    header: [headerElement('00100020', 'LO', uid), headerElement('0020000D', 'UI', uid)],
    attributes: { profile: 'test', attributes: {} },
  };
};

/** One model, which finds something and shows where. */
export const oneModel: ModelsPort = {
  route: async () => ({ models: [model] }),
  inputSide: async () => 2,
  examine: () => async (asked) => ({
    analysis: {
      outcome: 'analysed',
      model: asked,
      findings: [{ label: 'opacity', title: 'Opacity', score: 0.8, threshold: 0.5, positive: true }],
      tensorSha256: hexId('tensor'),
      preprocessing: '1',
      notes: [],
    },
    heatMaps: [{ label: 'opacity', width: 2, height: 1, data: Float32Array.of(0, 1) }],
  }),
};

/** @param environment more settings */
export function fileApp(
  connectionString: string,
  models = oneModel,
  readFile = readAsRadiograph,
  environment: Readonly<Record<string, string>> = {},
): FileApp {
  const settings = readSettings(
    {
      AzureWebJobsStorage: connectionString,
      TRIAGE_SITE_KEY: Buffer.alloc(32, 7).toString('base64'),
      TRIAGE_SIGN_IN: 'development',
      WEBSITE_HOSTNAME: '127.0.0.1:7071',
      ...environment,
    },
    appFolder,
  );
  const app = createApp(settings);
  const { store, now } = app;
  const incoming = connectStorage(settings.storage).blobs.getContainerClient(settings.incomingContainer);

  const starter: Starter = {
    isRunning: async () => false,
    start: async (orchestration, id, input) => {
      if (orchestration === 'triageImage') started.push(id);
      else if (orchestration === 'deliverOutput') outputs.set(id, input as OutputPlace);
      else reviewed.push(input as OrchestrationInput<'reviewStudy'>);
    },
    raise: async () => {},
  };
  const started: string[] = [];
  const reviewed: OrchestrationInput<'reviewStudy'>[] = [];
  const outputs = new Map<string, OutputPlace>();
  const ensureOutputs = createEnsureOutputs({ ...app.delivery, outputs: store.outputs, starter, now });
  const advanceReview = createAdvanceReview({
    ...app,
    policy: settings.policy,
    channels: [],
    ensureOutputs,
  });
  const sendOutput = createSendOutput({
    ...app.delivery,
    ...store,
    answers: store.gatewayAnswers,
    trail: app.trail,
    chance: () => 0,
    now,
  });
  const gate = createGate({
    ...store,
    starter,
    mostCalled: settings.gate.filesAhead,
    lone: app.loneFile,
    receiving: app.receiving,
    now,
  });
  const receive = createReceiveFile({
    ...settings,
    incoming: store.incoming,
    arrivals: store.arrivals,
    starter,
    gate,
    chooseLane: app.chooseLane,
    receiving: app.receiving,
  });
  const triageFile = createTriageFile({
    ...settings,
    ...app,
    ...store,
    models,
    readFile,
    openPicture: openHere,
    analysed: app.watch.analysed,
    ensureReview: createEnsureReview({ starter }),
    ensureOutputs,
    now,
    logError: () => {},
  });
  return {
    app,
    drop: async (name, bytes) => {
      const { etag } = await incoming.getBlockBlobClient(name).uploadData(bytes);
      return arrivalIdOf(settings.siteKey, settings.incomingContainer, name, etag as string);
    },
    triage: async (name) => {
      const version = await store.incoming.currentStart(name, firstLookBytes);
      if (version === undefined) throw new Error('there is no such file');
      await receive(version);
      const arrivalId = started.pop();
      if (arrivalId === undefined) return undefined;
      const [triage, next] = await Promise.allSettled([triageFile({ arrivalId }), gate.begun(arrivalId)]);
      if (triage.status === 'rejected') throw triage.reason;
      if (next.status === 'rejected') throw next.reason;
      const triaged = triage.value;
      const review = reviewed.pop();
      if (review !== undefined) await advanceReview(review);
      return triaged;
    },
    deliver: async () => {
      const places = [...outputs.values()];
      outputs.clear();
      const tried: StepOutput<'sendOutput'>[] = [];
      for (const place of places) tried.push(await sendOutput(place));
      return tried;
    },
    resume: async () => void (await createReconcileOutputs({ outputs: store.outputs, starter })(new Set())),
    look: async (studyId) => void (await advanceReview({ studyId })),
    close: async () => {
      // What it would write a moment later keeps the test's process waiting for a storage that is gone.
      await Promise.all([app.totalsKeeper.flush(), store.changes.flush(), store.accounts.journal.flush()]);
      await app.close();
    },
  };
}
