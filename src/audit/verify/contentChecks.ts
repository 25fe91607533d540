import {
  type Content,
  type ContentPlace,
  contentCommitment,
  contentPlaceOf,
} from '../../domain/audit/contents';
import { commitmentOf } from '../../domain/kernel/commitment';
import type { Fault } from './fault';
import type { Context } from './publishedState';

/** Whom a blob belongs to: an image or an arrival, by its commitment, and the salt that protects it. */
interface Subject {
  readonly commitment: string;
  readonly salt: string;
}

/** Whether a stored blob is what the log says. */
export function contentFaults(context: Context, content: Content): Fault[] {
  const where = `${content.container}/${content.name}`;
  const place = contentPlaceOf(content.container, content.name);
  const subject = place && subjectOf(context, place);
  const promised = subject && context.index.contents.find(subject.commitment, place.what);
  if (promised === undefined) return [{ code: 'result-without-entry', where }];
  context.published.contents.add(promised);
  if (promised.commitments.has(contentCommitment(subject?.salt as string, content))) return [];
  return [{ code: 'content-changed', where, detail: `recorded in ${promised.place}` }];
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
