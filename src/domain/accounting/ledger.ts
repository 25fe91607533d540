import { z } from 'zod';
import type { Arrival, Outcome } from '../intake/arrival';
import { type FileState, fileOutcomes, fileStates } from './fileStates';
import { hourOf } from './hours';

const id = z.string().regex(/^[0-9a-f]{64}$/);

/** Hour of the clock, UTC, such as `2026-05-01T09`. */
export const hourSchema = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d$/);

/** A file only advances: to its outcome, which is written once, and from there. */
const ranks: Readonly<Record<FileState, number>> = {
  received: 0,
  analysed: 1,
  'not-analysed': 1,
  quarantined: 1,
  unpacked: 1,
  index: 1,
  superseded: 2,
  erased: 3,
};

/** Files of one hour and source in one state. */
export const groupSchema = z.object({
  /** In which they were received. */
  hour: hourSchema,
  /** First folder of the name in the incoming container; empty: none, or erased. It can name a patient. */
  source: z.string(),
  state: z.enum(fileStates),
  /** Its outcome, if that is not its state any more. */
  was: z.enum(fileOutcomes).optional(),
  /** Why it was refused or not analysed. */
  reason: z.string().optional(),
});
export type Group = z.infer<typeof groupSchema>;

/** A file in its state. */
export type FileNote = Group & { readonly arrivalId: string };

export const ledgerSchema = z.object({
  schemaVersion: z.literal(1),
  groups: z.array(groupSchema.extend({ arrivals: z.array(id) })),
});
export type Ledger = z.infer<typeof ledgerSchema>;

/** The first folder of a blob's name; empty if it lies in none. */
export function sourceOf(name: string): string {
  const end = name.indexOf('/');
  return end < 0 ? '' : name.slice(0, end);
}

type Origin = Pick<Arrival, 'arrivalId' | 'name' | 'receivedAt'>;

export function receivedNote({ arrivalId, name, receivedAt }: Origin): FileNote {
  return { arrivalId, hour: hourOf(receivedAt), source: sourceOf(name), state: 'received' };
}

export function endedNote(arrival: Origin, outcome: Outcome): FileNote {
  return { ...receivedNote(arrival), state: outcome.outcome, ...reasonIn(outcome) };
}

/** A refused file whose name holds a later version by now that has an outcome. */
export function supersededNote(arrival: Origin, refused: Outcome): FileNote {
  return { ...receivedNote(arrival), state: 'superseded', was: refused.outcome, ...reasonIn(refused) };
}

/** It keeps the hour, and not where the file came from: that may be a patient's name. */
export function erasedNote(arrival: Origin, outcome: Outcome | undefined): FileNote {
  const note = { ...receivedNote(arrival), source: '', state: 'erased' as const };
  return outcome === undefined ? note : { ...note, was: outcome.outcome, ...reasonIn(outcome) };
}

function reasonIn(outcome: Outcome): Pick<Group, 'reason'> {
  const reason = 'reason' in outcome ? outcome.reason : undefined;
  return reason === undefined ? {} : { reason };
}

const keyOf = ({ hour, source, state, was, reason }: Group): string =>
  JSON.stringify([hour, source, state, was, reason]);

export function* notesIn({ groups }: Ledger): Generator<FileNote> {
  for (const { arrivals, ...group } of groups)
    for (const arrivalId of arrivals) yield { ...group, arrivalId };
}

/** Each file once, in a fixed order: the same notes give the same ledger. */
export function ledgerOf(notes: Iterable<FileNote>): Ledger {
  const groups = new Map<string, Ledger['groups'][number]>();
  for (const { arrivalId, ...group } of notes) {
    const key = keyOf(group);
    const known = groups.get(key) ?? { ...group, arrivals: [] };
    groups.set(key, known);
    known.arrivals.push(arrivalId);
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
  for (const { arrivals } of sorted) arrivals.sort();
  return { schemaVersion: 1, groups: sorted };
}

/** The newest state of each file. Of two notes of one rank that differ, the one whose text sorts first counts. */
export function newestStates(notes: Iterable<FileNote>): Map<string, FileNote> {
  const files = new Map<string, FileNote>();
  for (const note of notes) {
    const known = files.get(note.arrivalId);
    if (known === undefined || isNewer(note, known)) files.set(note.arrivalId, note);
  }
  return files;
}

function isNewer(note: FileNote, known: FileNote): boolean {
  const ahead = ranks[note.state] - ranks[known.state];
  return ahead === 0 ? keyOf(note) < keyOf(known) : ahead > 0;
}

/** Ledgers together: the order does not matter, nor does how often each is named. */
export function joinLedgers(ledgers: Iterable<Ledger>): Ledger {
  const notes = function* () {
    for (const ledger of ledgers) yield* notesIn(ledger);
  };
  return ledgerOf(newestStates(notes()).values());
}

/** Whether both say the same of one file. */
export function sameNote(a: FileNote, b: FileNote): boolean {
  return a.arrivalId === b.arrivalId && keyOf(a) === keyOf(b);
}
