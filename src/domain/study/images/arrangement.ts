import type { SetAside } from './arrangementSchema';
import { imageOrder } from './imageOrder';
import type { StudyImage } from './imageRecord';

/** All that is known of a study, by what it is read for. */
export interface Arrangement {
  readonly images: readonly StudyImage[];
  readonly objects: readonly StudyImage[];
  readonly setAside: readonly SetAside[];
}

/** A video is read as a picture is: that nothing looked at it must be said. */
function isPicture({ frames, video }: StudyImage): boolean {
  return frames > 0 || video === true;
}

/** The version that arrived last; of two at once, the same one on every machine. */
function newer(a: StudyImage, b: StudyImage): StudyImage {
  const later = Date.parse(a.receivedAt) - Date.parse(b.receivedAt) || (a.imageId > b.imageId ? 1 : -1);
  return later > 0 ? a : b;
}

function newestVersions(known: readonly StudyImage[]): ReadonlyMap<string, StudyImage> {
  const newest = new Map<string, StudyImage>();
  for (const image of known) {
    const { instanceId } = image;
    if (instanceId === undefined) continue;
    newest.set(instanceId, newer(image, newest.get(instanceId) ?? image));
  }
  return newest;
}

/** By rejected instance: the note that rejects it, the newest of several. */
function rejections(current: readonly StudyImage[]): ReadonlyMap<string, StudyImage> {
  const notes = new Map<string, StudyImage>();
  for (const note of current) {
    for (const instance of note.rejection?.instances ?? [])
      notes.set(instance, newer(note, notes.get(instance) ?? note));
  }
  return notes;
}

/**
 * Arranges what is known of a study. Of an instance that came in several versions the newest is read. What a
 * rejection note names is not read, whichever came first. The result does not depend on the order of `known`.
 */
export function arrange(known: readonly StudyImage[]): Arrangement {
  const ordered = [...known].sort(imageOrder);
  const newest = newestVersions(ordered);
  const newestOf = ({ instanceId }: StudyImage) => newest.get(instanceId ?? '');
  const current = ordered.filter((image) => (newestOf(image) ?? image) === image);
  const rejected = rejections(current);
  const asideOf = (image: StudyImage): SetAside['aside'] | undefined => {
    const latest = newestOf(image);
    if (latest && latest !== image) return { why: 'superseded', by: latest.imageId };
    const note = rejected.get(image.instanceId ?? '');
    if (!note?.rejection || note === image) return undefined;
    return { why: 'rejected', by: note.imageId, code: note.rejection.code };
  };
  const setAside = ordered.flatMap((image) => {
    const aside = asideOf(image);
    return aside === undefined ? [] : [{ ...image, aside }];
  });
  const gone = new Set(setAside.map(({ imageId }) => imageId));
  const kept = ordered.filter(({ imageId }) => !gone.has(imageId));
  return {
    images: kept.filter(isPicture),
    objects: kept.filter((image) => !isPicture(image)),
    setAside,
  };
}

/** Everything that a study holds, read or not. */
export function allImagesOf({ images, objects, setAside }: Arrangement): StudyImage[] {
  return [...images, ...objects, ...setAside.map(({ aside: _, ...image }) => image)];
}

/** The images that say whose study it is: those that are read, else those that were rejected. */
export function namingImages({ images, objects, setAside }: Arrangement): StudyImage[] {
  const read = [...images, ...objects];
  return read.length > 0 ? read : setAside.filter(({ aside }) => aside.why === 'rejected');
}

/** What stands for the study: its pictures; else its other objects; else what was set aside. */
export function standsFor({ images, objects, setAside }: Arrangement): StudyImage {
  const [first] = [...images, ...objects, ...setAside];
  if (first === undefined) throw new Error('a study holds at least one image');
  return first;
}
