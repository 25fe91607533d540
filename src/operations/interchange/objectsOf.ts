import type { OutputForm } from '../../domain/outputs/form';
import { editionOf } from '../../domain/outputs/occasion';
import { type Capture, secondaryCapture } from '../../interchange/dicom/secondaryCapture';
import { structuredReport } from '../../interchange/dicom/structuredReport';
import { resultBundle } from '../../interchange/fhir/bundle';
import { observationReport } from '../../interchange/hl7/observationReport';
import { priorityUpdate } from '../../interchange/hl7/priorityUpdate';
import type { Report } from '../../interchange/report';
import { stableUuid } from '../../interchange/uids';

/** An object or message as it is sent. */
export interface MadeObject {
  readonly bytes: Uint8Array;
  /** Of a DICOM object. */
  readonly sopClass?: string;
  readonly sopInstanceUid?: string;
  readonly seriesInstanceUid?: string;
}

/** What an output depends on besides the report: when it is sent, to whom, and what was sent before. */
export interface MakingOptions {
  /** ISO time; messages say so. */
  readonly sentAt: string;
  /** What the messages call their receiver: MSH-5 and MSH-6. */
  readonly receiver?: { readonly application?: string | undefined; readonly facility?: string | undefined };
  /** Whether the receiver was sent a final result before: then this one corrects it. */
  readonly corrects?: boolean;
  /** Of a FHIR transaction. */
  readonly provenance?: boolean;
  /** What tells messages to different receivers apart. */
  readonly to?: string;
}

/**
 * A result in one form: the same bytes for the same report and options.
 *
 * @param captures only for `sc`
 * @throws UndecodableHeaderError
 */
export function objectsOf(
  report: Report,
  form: OutputForm,
  captures: readonly Capture[],
  { sentAt, receiver = {}, corrects = false, provenance = true, to = '' }: MakingOptions,
): MadeObject[] {
  const envelope = {
    controlId: controlIdOf(report, form, to),
    sentAt,
    receiver: {
      ...(receiver.application === undefined ? {} : { application: receiver.application }),
      ...(receiver.facility === undefined ? {} : { facility: receiver.facility }),
    },
  };
  const text = (content: string): MadeObject[] => [{ bytes: Buffer.from(content, 'utf8') }];
  switch (form) {
    case 'sr': {
      const { file, ...named } = structuredReport(report);
      return [{ bytes: file, ...named }];
    }
    case 'sc':
      return captures.map((capture, index) => {
        const { file, ...named } = secondaryCapture(report, capture, index + 1);
        return { bytes: file, ...named };
      });
    case 'oru':
      return text(observationReport(report, envelope, corrects));
    case 'orm':
      return text(priorityUpdate(report, envelope, 'ORM'));
    case 'omi':
      return text(priorityUpdate(report, envelope, 'OMI'));
    case 'fhir':
      return text(
        `${JSON.stringify(resultBundle(report, { wasFinal: corrects, withProvenance: provenance }), null, 2)}\n`,
      );
  }
}

/** MSH-10: the same whenever the same message is sent, at most 20 characters. */
function controlIdOf({ study }: Report, form: OutputForm, to: string): string {
  const id = stableUuid('hl7', study.studyId, editionOf(study), ...(to === '' ? [] : [to]));
  return `${form === 'oru' ? 'R' : 'O'}${id.replaceAll('-', '')}`.slice(0, 20);
}
