import { syntheticCases } from '../../../src/cli/synthetic/syntheticCases';
import { batch } from '../../chaos/batch';
import { zipOf } from '../../support/zipOf';
import { type Radiograph, radiograph } from '../histories/files';

export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Studies of people who do something, by what is done; the last one waits until it is overdue. */
export const acted = ['accepted', 'overridden', 'not-assessed', 'undone', 'late', 'waits'] as const;
export type Acted = (typeof acted)[number];

export interface Files {
  /** One after the other: their studies have several images, whose versions follow the order. */
  readonly demo: readonly NamedFile[];
  /** All at once. */
  readonly pictures: readonly NamedFile[];
  readonly exported: NamedFile;
  /** How many files of the export are started. */
  readonly members: number;
  readonly acted: Readonly<Record<Acted, NamedFile>>;
  /** Another image of the study `late`. */
  readonly lateImage: NamedFile;
}

/** @param count of pictures, some of which are refused */
export async function filesOf(count: number): Promise<Files> {
  const bad = Math.ceil(count / 30);
  const pictures = (await batch(5, count - bad, bad)).map(({ extension, bytes }, at) => ({
    name: `picture-${at}${extension}`,
    bytes,
  }));
  const file = (name: string, spec: Radiograph): NamedFile => ({
    name: `${name}.dcm`,
    bytes: radiograph(spec),
  });
  const members = {
    'a/1.dcm': radiograph(),
    'a/2.dcm': radiograph({ view: 'PA' }),
    'a/3.dcm': radiograph().subarray(0, 2_000),
  };
  const studies = acted.map((name, study) => [
    name,
    file(name, { study, ...(name === 'waits' && { urgency: 'STAT' }) }),
  ]);
  return {
    demo: await syntheticCases(1),
    pictures,
    exported: { name: 'export.zip', bytes: await zipOf({ ...members, 'a/readme.txt': Buffer.from('text') }) },
    members: Object.keys(members).length,
    acted: Object.fromEntries(studies),
    lateImage: file('late-image', { study: acted.indexOf('late') }),
  };
}
