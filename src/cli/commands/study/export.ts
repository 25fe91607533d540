import path from 'node:path';
import { isId } from '../../../domain/kernel/identifiers/ids';
import type { OutputForm } from '../../../domain/outputs/form';
import type { Capture } from '../../../interchange/dicom/secondaryCapture';
import type { Report } from '../../../interchange/report';
import { capturesOf } from '../../../operations/interchange/capturesOf';
import { gatherReport, type NothingToReport } from '../../../operations/interchange/gatherReport';
import { objectsOf } from '../../../operations/interchange/objectsOf';
import { createRecordLook } from '../../../operations/study/lookUpIdentity';
import { openStore } from '../../../storage/store';
import { writeUnder } from '../../files/fileUnder';
import { texts } from '../../language/language';
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
  readonly bytes: Uint8Array;
}

/** `triage export STUDY`: the result in the forms that other systems take, as files. */
export async function exportStudy(studyId: string, options: ExportOptions): Promise<void> {
  if (!isId(studyId)) throw new UsageError(texts.errors.id.study);
  const chosen = forms.filter((form) => options[form]);
  if (chosen.length === 0) throw new UsageError(texts.studies.export.form);
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
    if (options.sc && captures.length === 0) say(texts.studies.export.noHeatMap);
    for (const { name, bytes } of chosen.flatMap((form) => filesOf(report, captures, form, now())))
      process.stdout.write(`${await writeUnder(folder, name, bytes)}\n`);
    say(texts.studies.export.namesPatient);
  });
}

/** The output forms of an option, and what their files are called. No name says anything of the patient. */
const filesOfForm = {
  sr: [['sr', 'sr.dcm']],
  sc: [['sc', 'sc.dcm']],
  hl7: [
    ['oru', 'oru.hl7'],
    ['orm', 'orm.hl7'],
  ],
  fhir: [['fhir', 'fhir.json']],
} as const satisfies Record<Form, readonly (readonly [OutputForm, string])[]>;

function filesOf(report: Report, captures: readonly Capture[], form: Form, sentAt: string): OutputFile[] {
  const start = `${report.study.studyId.slice(0, 12)}-v${report.study.version}`;
  return filesOfForm[form].flatMap(([output, ending]) =>
    objectsOf(report, output, captures, { sentAt }).map(({ bytes }, index) => ({
      name: `${start}-${output === 'sc' ? ending.replace('.', `-${index + 1}.`) : ending}`,
      bytes,
    })),
  );
}

function nothingToReport(reason: NothingToReport): CliError {
  return new CliError(texts.studies.export.nothing[reason]);
}
