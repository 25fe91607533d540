import { createHash } from 'node:crypto';
import { drawChest } from '../../../src/cli/synthetic/chest';
import { writePng } from '../../../src/cli/synthetic/writePicture';
import { radiograph } from '../histories/files';

/** A file, and what is to become of it. */
export interface Dropped {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** By which the files of one study are known; of a refused file there is none. */
  readonly study?: string;
}

const views = ['AP', 'PA', 'LL', 'RL'];

/**
 * Of ten files three are one study; one is another's copy, one is cut off, one is a plain picture, and the
 * rest are studies of one image. Views differ, and with them the models that look.
 */
export async function files(count: number): Promise<Dropped[]> {
  const all: Dropped[] = [];
  for (let at = 0; all.length < count; at += 1) {
    const view = views[at % views.length] as string;
    const single = radiograph({ view, study: 2 * at });
    const png = await writePng(drawChest(at, { width: 128, height: 160 }), 8);
    all.push(
      ...[1, 2, 3].map((image) => ({
        name: `${at}-${image}.dcm`,
        bytes: radiograph({ view, study: 2 * at + 1 }),
        study: `${2 * at + 1}`,
      })),
      { name: `${at}-single.dcm`, bytes: single, study: `${2 * at}` },
      { name: `${at}-copy.dcm`, bytes: single, study: `${2 * at}` },
      { name: `${at}-cut.dcm`, bytes: radiograph().subarray(0, 2_000) },
      { name: `${at}.png`, bytes: png, study: `png ${at}` },
      ...[1, 2, 3].map((image) => ({
        name: `${at}-alone-${image}.dcm`,
        bytes: radiograph({ view: views[image] as string, study: 10_000 + 10 * at + image }),
        study: `${10_000 + 10 * at + image}`,
      })),
    );
  }
  return all.slice(0, count);
}

/** The ids of the images of each study. */
export function imagesByStudy(dropped: readonly Dropped[]): string[][] {
  const studies = new Map<string, Set<string>>();
  for (const { study, bytes } of dropped) {
    if (study === undefined) continue;
    const images = studies.get(study) ?? new Set();
    images.add(createHash('sha256').update(bytes).digest('hex'));
    studies.set(study, images);
  }
  return [...studies.values()].map((images) => [...images].sort());
}
