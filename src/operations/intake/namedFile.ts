import type { NamedFile } from '../../domain/accounting/fileQuery';
import type { FileNote } from '../../domain/accounting/ledger';
import type { Arrival, Outcome } from '../../domain/intake/arrival';

export interface FoundFile {
  readonly note: FileNote;
  readonly arrival: Arrival;
}

/** A file as it is called, and what became of it. */
export async function namedFile(
  { arrivals }: { readonly arrivals: { outcome(arrivalId: string): Promise<Outcome | undefined> } },
  { note, arrival }: FoundFile,
): Promise<NamedFile> {
  const { arrivalId, source, state, reason } = note;
  const hasStudy = state === 'analysed' || state === 'not-analysed';
  const outcome = hasStudy ? await arrivals.outcome(arrivalId) : undefined;
  return {
    arrivalId,
    name: arrival.name,
    ...(arrival.member === undefined ? {} : { member: arrival.member.name }),
    source,
    receivedAt: arrival.receivedAt,
    state,
    ...(reason === undefined ? {} : { reason }),
    ...(outcome !== undefined && 'studyId' in outcome ? { studyId: outcome.studyId } : {}),
  };
}
