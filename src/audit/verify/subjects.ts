import { z } from 'zod';
import { commitmentOf, saltSchema } from '../../domain/kernel/commitment';
import { isId } from '../../domain/kernel/ids';
import { type BlobTree, readJsonBlob } from './blobTree';

/** Whom a commitment in the log stands for, as far as the remaining salts can tell. */
export interface Subjects {
  /** By commitment. */
  readonly studies: ReadonlyMap<string, Study>;
  readonly arrivals: ReadonlyMap<string, Arrival>;
  /** By id. */
  readonly studyOf: ReadonlyMap<string, Study>;
  readonly arrivalOf: ReadonlyMap<string, Arrival>;
}

export interface Study {
  readonly studyId: string;
  readonly salt: string;
  readonly commitment: string;
}

export interface Arrival {
  readonly arrivalId: string;
  readonly salt: string;
  readonly commitment: string;
}

const studySaltSchema = z.object({ salt: saltSchema });
/** An export keeps only this much of an arrival. */
const arrivalSaltSchema = z.object({ arrivalId: z.string(), salt: saltSchema });

export const saltBlob = (studyId: string) => `${studyId}/salt.json`;

export function studyOf(studyId: string, salt: string): Study {
  return { studyId, salt, commitment: commitmentOf(salt, 'study', studyId) };
}

export function arrivalOf(arrivalId: string, salt: string): Arrival {
  return { arrivalId, salt, commitment: commitmentOf(salt, 'arrival', arrivalId) };
}

export async function readSubjects(tree: BlobTree): Promise<Subjects> {
  const studies: Study[] = [];
  const arrivals: Arrival[] = [];
  for await (const name of tree.list('identity')) {
    const [studyId, file] = name.split('/');
    if (file !== 'salt.json' || !isId(studyId)) continue;
    const parsed = studySaltSchema.safeParse(await jsonOrNothing(tree, 'identity', name));
    if (parsed.success) studies.push(studyOf(studyId, parsed.data.salt));
  }
  for await (const name of tree.list('arrivals')) {
    const arrivalId = name.slice(0, -'.json'.length);
    if (!isId(arrivalId)) continue;
    const parsed = arrivalSaltSchema.safeParse(await jsonOrNothing(tree, 'arrivals', name));
    if (parsed.success) arrivals.push(arrivalOf(arrivalId, parsed.data.salt));
  }
  return {
    studies: new Map(studies.map((study) => [study.commitment, study])),
    arrivals: new Map(arrivals.map((arrival) => [arrival.commitment, arrival])),
    studyOf: new Map(studies.map((study) => [study.studyId, study])),
    arrivalOf: new Map(arrivals.map((arrival) => [arrival.arrivalId, arrival])),
  };
}

/** The union of both; what was known stays known, since salts are only ever added and erased. */
export function withMore(known: Subjects, more: Subjects): Subjects {
  return {
    studies: new Map([...known.studies, ...more.studies]),
    arrivals: new Map([...known.arrivals, ...more.arrivals]),
    studyOf: new Map([...more.studyOf, ...known.studyOf]),
    arrivalOf: new Map([...more.arrivalOf, ...known.arrivalOf]),
  };
}

/** A damaged blob counts as missing; its subject is then unknown and reported as such. */
async function jsonOrNothing(tree: BlobTree, container: string, name: string): Promise<unknown> {
  try {
    return await readJsonBlob(tree, container, name);
  } catch {
    return undefined;
  }
}

/** One study, by its salt; undefined if the salt is missing because the study is unknown or was erased. */
export async function knownStudy(tree: BlobTree, studyId: string): Promise<Study | undefined> {
  const parsed = studySaltSchema.safeParse(await jsonOrNothing(tree, 'identity', saltBlob(studyId)));
  return parsed.success ? studyOf(studyId, parsed.data.salt) : undefined;
}
