import path from 'node:path';
import { isId } from '../../../domain/kernel/ids';
import { type Capture, secondaryCapture } from '../../../interchange/dicom/secondaryCapture';
import { structuredReport } from '../../../interchange/dicom/structuredReport';
import { resultBundle } from '../../../interchange/fhir/bundle';
import { observationReport } from '../../../interchange/hl7/observationReport';
import { priorityUpdate } from '../../../interchange/hl7/priorityUpdate';
import type { Report } from '../../../interchange/report';
import { editionOf } from '../../../interchange/review';
import { stableUuid } from '../../../interchange/uids';
import { capturesOf } from '../../../operations/interchange/capturesOf';
import { gatherReport, type NothingToReport } from '../../../operations/interchange/gatherReport';
import { createRecordLook } from '../../../operations/study/lookUpIdentity';
import { openStore } from '../../../storage/store';
import { writeUnder } from '../../files/fileUnder';
import { localActor } from '../../site/localActor';
import { type PlaceOptions, withLog } from '../../site/logPlace';
import { packageVersion } from '../../site/packageVersion';
import { settingsOfPlace } from '../../site/siteOfPlace';
import { CliError, UsageError } from '../../terminal/errors';
import { say } from '../../terminal/say';

const forms = ['sr', 'sc', 'hl7', 'fhir'] as const;
type Form = (typeof forms)[number];

export interface ExportOptions extends PlaceOptions {
  readonly out: string;
  readonly purpose: string;
  readonly organisation?: string;
  readonly sr?: boolean;
  readonly sc?: boolean;
  readonly hl7?: boolean;
  readonly fhir?: boolean;
}

interface OutputFile {
  readonly name: string;
  readonly bytes: Uint8Array | string;
}

/** `triage export STUDY`: the result in the forms that other systems take, as files. */
export async function exportStudy(studyId: string, options: ExportOptions): Promise<void> {
  if (!isId(studyId)) throw new UsageError('A study id is 64 hexadecimal digits.');
  const chosen = forms.filter((form) => options[form]);
  if (chosen.length === 0) throw new UsageError('Name at least one form: --sr, --sc, --hl7 or --fhir.');
  await withLog(undefined, options, async (place) => {
    const { identity, audit, results, images } = openStore(settingsOfPlace(place, options));
    const now = () => new Date().toISOString();
    const recordLook = createRecordLook({ identity, audit, now });
    if (!(await recordLook(studyId, localActor(), options.purpose))) throw nothingToReport('no-such-study');
    const { organisation } = options;
    const site = { release: packageVersion(), ...(organisation === undefined ? {} : { organisation }) };
    const report = await gatherReport({ results, identity, images }, studyId, site);
    if (typeof report === 'string') throw nothingToReport(report);
    const folder = path.resolve(options.out);
    const captures = options.sc ? await capturesOf({ results, images }, report) : [];
    if (options.sc && captures.length === 0)
      say('No finding of this study has a heat map: there is no secondary capture.');
    for (const { name, bytes } of chosen.flatMap((form) => filesOf(report, captures, form, now())))
      process.stdout.write(`${await writeUnder(folder, name, bytes)}\n`);
    say('These files name the patient. Your access is recorded.');
  });
}

/** No name of a file says anything of the patient. */
function filesOf(report: Report, captures: readonly Capture[], form: Form, sentAt: string): OutputFile[] {
  const start = `${report.study.studyId.slice(0, 12)}-v${report.study.version}`;
  const controlId = stableUuid('hl7', report.study.studyId, editionOf(report.study)).replaceAll('-', '');
  const envelope = (prefix: string) => ({ controlId: `${prefix}${controlId}`.slice(0, 20), sentAt });
  switch (form) {
    case 'sr':
      return [{ name: `${start}-sr.dcm`, bytes: structuredReport(report).file }];
    case 'sc':
      return captures.map((capture, index) => ({
        name: `${start}-sc-${index + 1}.dcm`,
        bytes: secondaryCapture(report, capture, index + 1).file,
      }));
    case 'hl7':
      return [
        { name: `${start}-oru.hl7`, bytes: observationReport(report, envelope('R')) },
        { name: `${start}-orm.hl7`, bytes: priorityUpdate(report, envelope('O')) },
      ];
    case 'fhir':
      return [{ name: `${start}-fhir.json`, bytes: `${JSON.stringify(resultBundle(report), null, 2)}\n` }];
  }
}

const reasons: Readonly<Record<NothingToReport, string>> = {
  'no-such-study': 'There is no study with this id, or it was erased.',
  'no-dicom':
    'The study came as plain pictures, or without the UIDs of its instances, so that no report can belong to it in a PACS. Send it as DICOM.',
  'no-pictures': 'The study holds no pictures that are read, so there is no result to report.',
  'patients-differ':
    'The images of the study contradict each other about whom they show. Nothing is sent about any of them: correct them at the source, and send them again.',
  'changed-outside':
    'Something that the study holds was changed outside the app. Look at its page, and restore it first.',
};

function nothingToReport(reason: NothingToReport): CliError {
  return new CliError(reasons[reason]);
}
