import { type ContentPlace, contentNameOf, isOfArrival } from '../../../domain/audit/contents';
import { commitmentOf } from '../../../domain/kernel/sealing/commitment';
import type { Fault } from '../fault';
import { type Context, isOld } from '../publishedState';

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
  const pictures = isExpected('pictures') ? missingPictures(context) : [];
  if (missing.length === 0) return pictures;
  const idsOf = idsBySubject(context);
  const contents = missing.flatMap(({ subject, what, promised: { place } }): Fault[] => {
    const ids = idsOf(subject);
    if (ids !== undefined)
      return [
        { code: 'content-missing', where: contentNameOf({ ...ids, what }), detail: `recorded in ${place}` },
      ];
    // An arrival that is not known is a fault of its own.
    return isOfArrival(what) ? [] : [{ code: 'content-missing', where: place, detail: what }];
  });
  return [...contents, ...pictures];
}

/** Results name the blobs with their pictures; the log says only that an image has some. */
function missingPictures({ published: { pictures, namedPictures } }: Context): Fault[] {
  return [...namedPictures]
    .filter((name) => !pictures.has(name))
    .map((name) => ({ code: 'content-missing', where: `images/${name}`, detail: 'named by its result' }));
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
