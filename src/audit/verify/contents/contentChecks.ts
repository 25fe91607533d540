import {
  type Content,
  type ContentPlace,
  contentCommitment,
  contentPlaceOf,
} from '../../../domain/audit/contents';
import { commitmentOf } from '../../../domain/kernel/sealing/commitment';
import type { Fault } from '../fault';
import type { Context } from '../publishedState';
import type { PromisedContent } from './contentIndex';

/** Whom a blob belongs to: an image or an arrival, by its commitment, and the salt that protects it. */
interface Subject {
  readonly commitment: string;
  readonly salt: string;
}

/** Whether a stored blob is what the log says. */
export function contentFaults(context: Context, content: Content): Fault[] {
  const where = `${content.container}/${content.name}`;
  const known = promiseOf(context, content);
  if (known === undefined) return [{ code: 'result-without-entry', where }];
  const { place, subject, promised } = known;
  if (promised !== undefined) context.published.contents.add(promised);
  if (isKept(known, content) || isUnderWay(context, subject.commitment, place)) return [];
  return promised === undefined
    ? [{ code: 'result-without-entry', where }]
    : [{ code: 'content-changed', where, detail: `recorded in ${promised.place}` }];
}

/** Whether the log says that exactly this is stored there. */
export function isPromised(context: Context, content: Content): boolean {
  const known = promiseOf(context, content);
  if (known?.promised === undefined || !isKept(known, content)) return false;
  context.published.contents.add(known.promised);
  return true;
}

interface Known {
  readonly place: ContentPlace;
  readonly subject: Subject;
  /** Undefined if the log does not speak of this blob of the subject. */
  readonly promised: PromisedContent | undefined;
}

function promiseOf(context: Context, { container, name }: Content): Known | undefined {
  const place = contentPlaceOf(container, name);
  const subject = place && subjectOf(context, place);
  if (place === undefined || subject === undefined) return undefined;
  return { place, subject, promised: context.index.contents.find(subject.commitment, place.what) };
}

function isKept({ subject, promised }: Known, content: Content): boolean {
  return promised?.commitments.has(contentCommitment(subject.salt, content)) === true;
}

/** Undefined if nobody knows it: the log has no entry about it, or its salt is gone. */
function subjectOf(context: Context, { studyId, imageId, arrivalId }: ContentPlace): Subject | undefined {
  const { subjects, published, index } = context;
  if (arrivalId !== undefined) return subjects.arrivalOf.get(arrivalId);
  if (imageId === undefined) return undefined;
  const homes = studyId === undefined ? (published.homes.get(imageId) ?? []) : [studyId];
  for (const home of homes) {
    const salt = subjects.studyOf.get(home)?.salt;
    const commitment = salt && commitmentOf(salt, 'image', imageId);
    if (commitment && index.contents.has(commitment)) return { commitment, salt };
  }
  return undefined;
}

/** Whether this is of an arrival that has not ended: its entry will speak of it. What is of an image comes after its entry. */
function isUnderWay({ index }: Context, subject: string, { arrivalId }: ContentPlace): boolean {
  return arrivalId !== undefined && !index.terminals.has(subject);
}
