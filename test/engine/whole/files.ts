import { syntheticCases } from '../../../src/cli/synthetic/syntheticCases';
import { batch } from '../../chaos/batch';
import { zipOf } from '../../support/zipOf';
import { type Radiograph, radiograph } from '../histories/files';

export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Studies with which somebody does something; the last one waits until it is overdue. */
export const acted = ['accepted', 'overridden', 'not-assessed', 'undone', 'late', 'waits'] as const;
export type Acted = (typeof acted)[number];

export interface Files {
  /** To come one after the other: images of one study, whose versions follow the order. */
  readonly inTurn: readonly NamedFile[];
  /** To come at once. */
  readonly together: readonly NamedFile[];
  readonly exported: NamedFile;
  /** How many files of the export are started. */
  readonly members: number;
  readonly acted: Readonly<Record<Acted, NamedFile>>;
  /** Another image of the study `late`. */
  readonly lateImage: NamedFile;
}

/**
 * The files of the demo, and more.
 *
 * @param count of pictures beside them, some of which are refused
 * @param isQuick without the study of several images, for which an engine that looks for files from time to
 *   time takes longest
 */
export async function filesOf(count: number, isQuick: boolean): Promise<Files> {
  const demo = await syntheticCases(1);
  const isOfOneStudy = ({ name }: NamedFile) => name.startsWith('study-a-');
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
    inTurn: isQuick ? [] : demo.filter(isOfOneStudy),
    together: [...demo.filter((one) => !isOfOneStudy(one)), ...pictures],
    exported: { name: 'export.zip', bytes: await zipOf({ ...members, 'a/readme.txt': Buffer.from('text') }) },
    members: Object.keys(members).length,
    acted: Object.fromEntries(studies),
    lateImage: file('late-image', { study: acted.indexOf('late') }),
  };
}
