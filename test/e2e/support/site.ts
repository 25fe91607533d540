import path from 'node:path';
import type { Browser } from 'playwright-core';
import { drawChest, type Opacity } from '../../../src/cli/synthetic/chest';
import { drawHand } from '../../../src/cli/synthetic/hand';
import { uidFor } from '../../../src/cli/synthetic/uid';
import { type DxOptions, writeDx } from '../../../src/cli/synthetic/writeDx';
import type { Outcome } from '../../../src/domain/intake/arrival';
import type { Role } from '../../../src/domain/kernel/roles';
import type { StudyView } from '../../../src/domain/study/view/studyView';
import type { WorklistView } from '../../../src/domain/worklist/worklistView';
import type { GreyPicture } from '../../../src/imaging/picture';
import { dataSet, file } from '../../dicom/dicomBuilder';
import { type AppRuntime, appRuntime, until } from '../../support/appRuntime';
import { newPage, type Opened, type Screen } from './pages';

const models = path.resolve(__dirname, '../../../models');
const size = { width: 512, height: 600 };

interface ChestCase {
  /** Images of one name are of one study and one patient. */
  readonly study: string;
  readonly instance?: number;
  readonly opaque?: boolean;
  /** Whom it shows, where that is not whom the study shows. */
  readonly patient?: string;
  readonly urgency?: DxOptions['urgency'];
  /** A black frame around it, as a share of its sides. */
  readonly frame?: number;
}

const opacity: Opacity = { x: 0.75, y: 0.58, radius: 0.12, strength: 0.35 };
let drawings = 0;

function optionsOf({ study, instance = 1, urgency, patient = study }: ChestCase): DxOptions {
  const studyUid = uidFor(`e2e/${study}`);
  return {
    photometric: 'MONOCHROME2',
    studyUid,
    seriesUid: uidFor(`e2e/${study}/series`),
    sopUid: uidFor(`e2e/${study}/${instance}`),
    patientName: `SYNTHETIC^${patient.toUpperCase()}`,
    patientId: `SYN-${patient.toUpperCase()}`,
    ageYears: 52,
    sex: 'F',
    bodyPart: 'CHEST',
    view: 'PA',
    instanceNumber: instance,
    ...(urgency ? { urgency } : {}),
  };
}

function framed({ width, height, data }: GreyPicture, share: number): GreyPicture {
  const [across, down] = [Math.round(share * width), Math.round(share * height)];
  const wide = width + 2 * across;
  const all = new Float32Array(wide * (height + 2 * down));
  for (let row = 0; row < height; row += 1)
    all.set(data.subarray(row * width, (row + 1) * width), (row + down) * wide + across);
  return { width: wide, height: height + 2 * down, data: all };
}

/** A drawn chest X-ray as a DICOM file. */
export function chestFile(chest: ChestCase): Uint8Array {
  drawings += 1;
  const picture = drawChest(drawings, chest.opaque ? { ...size, opacity } : size);
  return writeDx(chest.frame ? framed(picture, chest.frame) : picture, optionsOf(chest));
}

/** A hand: no model is meant for it. */
export function handFile(study: string): Uint8Array {
  return writeDx(drawHand(1), { ...optionsOf({ study }), bodyPart: 'HAND' });
}

/** A key object that rejects images of a study, for the safety of the patient. */
export function rejectionNote(study: string, ...instances: readonly number[]): Uint8Array {
  const references = instances.map((instance) => [
    [0x00081150, 'UI', '1.2.840.10008.5.1.4.1.1.1.1'] as const,
    [0x00081155, 'UI', uidFor(`e2e/${study}/${instance}`)] as const,
  ]);
  const title = [
    [0x00080100, 'SH', '113037'],
    [0x00080102, 'SH', 'DCM'],
  ] as const;
  return file(
    dataSet([
      [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.88.59'],
      [0x00080018, 'UI', uidFor(`e2e/${study}/note`)],
      [0x00080060, 'CS', 'KO'],
      [0x00100010, 'PN', `SYNTHETIC^${study.toUpperCase()}`],
      [0x00100020, 'LO', `SYN-${study.toUpperCase()}`],
      [0x0020000d, 'UI', uidFor(`e2e/${study}`)],
      [0x0020000e, 'UI', uidFor(`e2e/${study}/notes`)],
      [0x0040a043, 'SQ', { items: [title] }],
      [0x0040a730, 'SQ', { items: references.map((one) => [[0x00081199, 'SQ', { items: [one] }] as const]) }],
    ]),
  );
}

export interface Person {
  readonly name: string;
  readonly role?: Role;
}

/** The app with the models that come with it, as a person meets it in a browser. */
export class Site {
  private constructor(readonly app: AppRuntime) {}

  static async start(environment: Record<string, string> = {}): Promise<Site> {
    return new Site(await appRuntime({ TRIAGE_MODELS: models, ...environment }));
  }

  get url(): string {
    return this.app.url;
  }

  stop(): Promise<void> {
    return this.app.stop();
  }

  /** Drops a file and waits until it has ended; returns how. */
  async drop(name: string, bytes: Uint8Array): Promise<Outcome> {
    return this.app.outcome(await this.app.drop(name, bytes));
  }

  /** Drops an image; returns the id of its study, once the worklist has it at that version. */
  async admit(bytes: Uint8Array): Promise<string> {
    drawings += 1;
    const outcome = await this.drop(`image-${drawings}.dcm`, bytes);
    if (!('studyId' in outcome)) throw new Error(`expected a study, got ${outcome.outcome}`);
    const { studyId } = outcome;
    const { version = 0 } = (await this.app.store.results.study(studyId)) ?? {};
    await until('the worklist to have it', async () =>
      (await this.worklist()).studies.find((line) => line.studyId === studyId && line.version >= version),
    );
    return studyId;
  }

  async worklist(tab = 'awaiting'): Promise<WorklistView> {
    return (await this.app.fetch(`/api/worklist?tab=${tab}`)).json() as Promise<WorklistView>;
  }

  async study(studyId: string): Promise<StudyView> {
    return (await this.app.fetch(`/api/studies/${studyId}`)).json() as Promise<StudyView>;
  }

  /** A browser of its own in which somebody signs in on the sign-in page. */
  async visit(
    browser: Browser,
    { name, role = 'reviewer' }: Person,
    place = '/worklist',
    screen: Screen = {},
  ): Promise<Opened> {
    const opened = await newPage(browser, screen);
    await opened.page.goto(`${this.url}${place}`);
    await opened.page.getByLabel('Name').fill(name);
    await opened.page.locator(`input[value="${role}"]`).check();
    await opened.page.getByRole('button', { name: 'Sign in' }).click();
    await opened.page.getByTestId('signed-in').getByText(name).waitFor();
    return opened;
  }
}
