import { type ContentPlace, contentNameOf, isOfArrival } from '../../domain/audit/contents';
import { commitmentOf } from '../../domain/kernel/commitment';
import type { Fault } from './fault';
import { type Context, isOld } from './publishedState';

/**
 * Stored blobs that the log speaks of and that are missing: not erased, and not so new that they may still
 * come.
 *
 * @param isExpected which of an image's or arrival's blobs are stored here
 */
export function missingContents(context: Context, isExpected: (what: string) => boolean): Fault[] {
  const { index, published } = context;
  const missing = [...index.contents.all()].filter(
    ({ owner, what, promised }) =>
      isExpected(what) &&
      !published.contents.has(promised) &&
      isOld(context, promised.at) &&
      !isErased(context, owner),
  );
  if (missing.length === 0) return [];
  const idsOf = idsBySubject(context);
  return missing.flatMap(({ subject, what, promised: { place } }): Fault[] => {
    const ids = idsOf(subject);
    if (ids !== undefined)
      return [
        { code: 'content-missing', where: contentNameOf({ ...ids, what }), detail: `recorded in ${place}` },
      ];
    // An arrival that is not known is a fault of its own.
    return isOfArrival(what) ? [] : [{ code: 'content-missing', where: place, detail: what }];
  });
}

/** @param owner the commitment to a study or an arrival */
function isErased({ index }: Context, owner: string): boolean {
  return index.erased.has(owner) || index.erased.has(index.accepted.get(owner)?.study ?? owner);
}

/** The ids behind commitments to images and arrivals, as far as they are known. */
function idsBySubject({ subjects, published }: Context) {
  const images = new Map<string, Omit<ContentPlace, 'what'>>();
  for (const [imageId, homes] of published.homes)
    for (const studyId of homes) {
      const salt = subjects.studyOf.get(studyId)?.salt;
      if (salt !== undefined) images.set(commitmentOf(salt, 'image', imageId), { studyId, imageId });
    }
  return (subject: string): Omit<ContentPlace, 'what'> | undefined => {
    const arrivalId = subjects.arrivals.get(subject)?.arrivalId;
    return arrivalId === undefined ? images.get(subject) : { arrivalId };
  };
}
