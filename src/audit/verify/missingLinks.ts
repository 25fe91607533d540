import { isId } from '../../domain/kernel/ids';
import type { BlobTree } from './blobTree';
import type { Fault } from './fault';
import { type Context, isOld } from './publishedState';

const container = 'identity';

/** The names of what is stored of identities. */
export async function readLinks(tree: BlobTree): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for await (const name of tree.list(container)) names.add(name);
  return names;
}

/**
 * Notes by which an erasure finds everything about a study or a patient, and that are missing: which arrivals
 * brought an image of the study, noted before the file is accepted; and the patient of a study, noted on both
 * sides. Whom an image names is known with the site's key; without it, one side tells of the other.
 */
export function missingLinks(names: ReadonlySet<string>, context: Context): Fault[] {
  const noted = new Set([...names, ...[...names].map(withoutImage)]);
  const links = new Map(
    [...arrivalLinks(context), ...patientLinks(noted, context)].map((link) => [link.name, link]),
  );
  return [...links.values()]
    .filter(({ name }) => !noted.has(name))
    .map(({ name, place }) => ({
      code: 'link-missing',
      where: `${container}/${name}`,
      ...(place === undefined ? {} : { detail: `recorded in ${place}` }),
    }));
}

/** Beside a study the patient is noted once for each image that names them. */
function withoutImage(name: string): string {
  const [first, second, third] = name.split('/');
  return second === 'patients' ? `${first}/${second}/${third}` : name;
}

interface Link {
  readonly name: string;
  readonly place?: string;
}

function* arrivalLinks({ index, subjects }: Context): Generator<Link> {
  for (const [commitment, { study, place }] of index.accepted) {
    const arrivalId = subjects.arrivals.get(commitment)?.arrivalId;
    const studyId = subjects.studies.get(study)?.studyId;
    if (arrivalId === undefined || studyId === undefined || index.erased.has(study)) continue;
    yield { name: `${studyId}/arrivals/${arrivalId}`, place };
  }
}

/** The notes of which patient a study is, on both sides, unless they may still come. */
function* patientLinks(names: ReadonlySet<string>, context: Context): Generator<Link> {
  const settled = settledStudies(context);
  const expected = new Set<string>();
  for (const [image, patient] of context.published.patients) {
    const [studyId = '', imageId] = image.split('/');
    if (!settled.has(studyId)) continue;
    const beside = `${studyId}/patients/${patient}`;
    expected.add(beside);
    yield { name: `${beside}/${imageId}` };
    yield { name: `patients/${patient}/${studyId}` };
  }
  for (const name of names) {
    const [first = '', second, third = ''] = name.split('/');
    const beside = `${third}/patients/${second}`;
    if (first === 'patients' && settled.has(third) && !expected.has(beside)) yield { name: beside };
    else if (second === 'patients' && settled.has(first)) yield { name: `patients/${third}/${first}` };
  }
}

/** Studies to which nothing came lately, and that were not erased. */
function settledStudies(context: Context): ReadonlySet<string> {
  const { index, subjects } = context;
  const settled = new Set<string>();
  const fresh = new Set<string>();
  for (const { study, at } of index.accepted.values()) {
    const studyId = subjects.studies.get(study)?.studyId;
    if (isId(studyId) && !index.erased.has(study)) (isOld(context, at) ? settled : fresh).add(studyId);
  }
  for (const studyId of fresh) settled.delete(studyId);
  return settled;
}
