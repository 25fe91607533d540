import { type Delivery, type Edition, type HoldReason, lastDelivered } from '../../domain/outputs/delivery';
import type { DueOutput } from '../../domain/outputs/occasion';
import type { OutputPlace, Receiver } from '../../domain/outputs/receiver';
import { UndecodableHeaderError } from '../../interchange/dicom/patientStudy';
import type { Report, ReportingSite } from '../../interchange/report';
import { type CapturesDeps, capturesOf } from '../interchange/capturesOf';
import { type GatherReportDeps, gatherReport, type NothingToReport } from '../interchange/gatherReport';
import { type MadeObject, objectsOf } from '../interchange/objectsOf';

export interface MakeOutputDeps {
  readonly identity: GatherReportDeps['identity'];
  readonly images: GatherReportDeps['images'] & CapturesDeps['images'];
  readonly results: CapturesDeps['results'];
  /** Who reports of a study. */
  readonly site: (studyId: string) => ReportingSite;
}

/** Why there is nothing to send. `held`: somebody has to do something first. */
export interface NotMade {
  readonly state: 'held' | 'nothing';
  readonly reason: HoldReason;
}

export type MakeOutput = (
  place: OutputPlace,
  receiver: Receiver,
  due: DueOutput,
  delivery: Delivery,
  edition: Edition,
) => Promise<readonly MadeObject[] | NotMade>;

const nothing: ReadonlySet<string> = new Set<HoldReason>(['no-dicom', 'no-pictures', 'no-heat-map']);

function notMade(reason: HoldReason): NotMade {
  return { state: nothing.has(reason) ? 'nothing' : 'held', reason };
}

/** Makes the objects of an output for one receiver, which knows what it was sent before. */
export function createMakeOutput(deps: MakeOutputDeps): MakeOutput {
  const { identity, images, results, site } = deps;
  return async ({ studyId, form }, receiver, due, delivery, { madeAt, corrects }) => {
    const gathered = await gatherReport(
      { identity, images, results: { study: async () => due.study } },
      studyId,
      site(studyId),
    );
    if (typeof gathered === 'string') return notMade(reasonOf(gathered));
    const report = { ...gathered, ...replacedBy(delivery) };
    const captures = form === 'sc' ? await capturesOf({ results, images }, report) : [];
    if (form === 'sc' && captures.length === 0) return notMade('no-heat-map');
    try {
      return objectsOf(report, form, captures, {
        sentAt: madeAt,
        corrects,
        to: receiver.name,
        receiver: 'application' in receiver || 'facility' in receiver ? receiver : {},
        provenance: receiver.kind === 'fhir' ? receiver.provenance : true,
      });
    } catch (error) {
      if (error instanceof UndecodableHeaderError) return notMade('undecodable-header');
      throw error;
    }
  };
}

/** A study that was erased has no pictures left. */
function reasonOf(why: NothingToReport): HoldReason {
  return why === 'no-such-study' ? 'no-pictures' : why;
}

/** The report that the receiver has: the next one names it as its predecessor. */
function replacedBy(delivery: Delivery): Pick<Report, 'replaces'> {
  const [object] = lastDelivered(delivery)?.objects ?? [];
  const { sopInstanceUid, seriesInstanceUid } = object ?? {};
  if (delivery.form !== 'sr' || !sopInstanceUid || !seriesInstanceUid) return {};
  return { replaces: { sopInstanceUid, seriesInstanceUid } };
}
