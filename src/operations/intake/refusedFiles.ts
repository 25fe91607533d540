import type { RefusedFile } from '../../domain/accounting/fileQuery';
import { sourceOf } from '../../domain/accounting/ledger';
import type { Arrival, Dismissed, Quarantine } from '../../domain/intake/arrival';
import type { Actor } from '../../domain/kernel/actor';
import type { RefusalCode } from '../../domain/reasons/refusalCode';
import { standsRefused, type WorklistRefusal } from '../../domain/worklist/worklist';
import { createNoteFileAccess, type NoteFileAccessDeps } from './noteFileAccess';

export interface RefusedFilesDeps extends NoteFileAccessDeps {
  /** The lines of all refused files. */
  readonly refusals: () => Promise<readonly WorklistRefusal[]>;
  readonly arrivals: { read(arrivalId: string): Promise<Arrival | undefined> };
  readonly quarantine: {
    read(arrivalId: string): Promise<Quarantine | undefined>;
    size(arrivalId: string): Promise<number | undefined>;
    dismissed(arrivalId: string): Promise<Dismissed | undefined>;
  };
}

export interface RefusedFilesQuery {
  readonly reason?: RefusalCode | undefined;
  /** Those that were dismissed, in place of those that stand. */
  readonly dismissed: boolean;
  readonly offset: number;
  readonly limit: number;
}

export interface RefusedFilesPage {
  readonly total: number;
  /** Of all reasons, the most frequent first. */
  readonly byReason: readonly { readonly reason: RefusalCode; readonly files: number }[];
  /** Latest first. */
  readonly files: readonly RefusedFile[];
}

/** A page of the refused files, as they are called. The look is recorded first. */
export function createRefusedFiles(deps: RefusedFilesDeps) {
  const noteAccess = createNoteFileAccess(deps);
  return async (query: RefusedFilesQuery, actor: Actor): Promise<RefusedFilesPage> => {
    const { reason, dismissed, offset, limit } = query;
    const isAsked = (line: WorklistRefusal) => (dismissed ? line.dismissed === true : standsRefused(line));
    const all = (await deps.refusals()).filter(isAsked);
    const lines = all
      .filter((line) => reason === undefined || line.reason === reason)
      .sort((a, b) => (a.quarantinedAt < b.quarantinedAt ? 1 : -1));
    const shown = lines.slice(offset, offset + limit);
    const arrivals = await Promise.all(shown.map(({ arrivalId }) => deps.arrivals.read(arrivalId)));
    await noteAccess(
      arrivals.filter((arrival) => arrival !== undefined),
      'names',
      actor,
    );
    const files = await Promise.all(shown.map((line, at) => refusedFile(deps, line, arrivals[at])));
    return { total: lines.length, byReason: countByReason(all), files };
  };
}

function countByReason(lines: readonly WorklistRefusal[]): RefusedFilesPage['byReason'] {
  return [...Map.groupBy(lines, ({ reason }) => reason)]
    .map(([reason, { length }]) => ({ reason, files: length }))
    .sort((a, b) => b.files - a.files);
}

async function refusedFile(
  { quarantine }: RefusedFilesDeps,
  { arrivalId, reason, receivedAt, quarantinedAt, dismissed }: WorklistRefusal,
  arrival: Arrival | undefined,
): Promise<RefusedFile> {
  const [size, record, dismissal] = await Promise.all([
    quarantine.size(arrivalId),
    quarantine.read(arrivalId),
    dismissed ? quarantine.dismissed(arrivalId) : undefined,
  ]);
  return {
    arrivalId,
    ...(arrival && { name: arrival.name, source: sourceOf(arrival.name) }),
    ...(arrival?.member && { member: arrival.member.name }),
    ...(size === undefined ? {} : { size }),
    receivedAt,
    quarantinedAt,
    reason,
    ...(record?.detail.tag === undefined ? {} : { tag: record.detail.tag }),
    ...(dismissal && {
      dismissed: { by: dismissal.by, at: dismissal.dismissedAt, reason: dismissal.reason },
    }),
  };
}
