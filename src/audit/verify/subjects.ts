import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isId } from '../../domain/kernel/identifiers/ids';
import { commitmentOf, saltSchema } from '../../domain/kernel/sealing/commitment';
import type { BlobTree } from './blobTree';

/** Whom a commitment in the log stands for, as far as the remaining salts can tell. */
export interface Subjects {
  /** By commitment. */
  readonly studies: ReadonlyMap<string, Study>;
  readonly arrivals: ReadonlyMap<string, Arrival>;
  /** By id. */
  readonly studyOf: ReadonlyMap<string, Study>;
  readonly arrivalOf: ReadonlyMap<string, Arrival>;
  /** Blobs that should hold a salt and do not: their subjects are unknown. */
  readonly damaged: ReadonlySet<string>;
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
  /** Of the blob with its record, in hex. */
  readonly sha256: string;
}

const studySaltSchema = z.object({ salt: saltSchema });
/** An export keeps only this much of an arrival. */
const arrivalSaltSchema = z.object({ arrivalId: z.string(), salt: saltSchema });

export const saltBlob = (studyId: string) => `${studyId}/salt.json`;

export function studyOf(studyId: string, salt: string): Study {
  return { studyId, salt, commitment: commitmentOf(salt, 'study', studyId) };
}

export function arrivalOf(arrivalId: string, salt: string, bytes: Uint8Array): Arrival {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { arrivalId, salt, commitment: commitmentOf(salt, 'arrival', arrivalId), sha256 };
}

export async function readSubjects(tree: BlobTree): Promise<Subjects> {
  const studies: Study[] = [];
  const arrivals: Arrival[] = [];
  const damaged = new Set<string>();
  const saltIn = async (container: string, name: string, schema: z.ZodType<{ salt: string }>) => {
    const bytes = await tree.read(container, name);
    const salt = bytes && saltOf(bytes, schema);
    if (bytes !== undefined && salt === undefined) damaged.add(`${container}/${name}`);
    return bytes === undefined || salt === undefined ? undefined : { salt, bytes };
  };
  for await (const name of tree.list('identity')) {
    const [studyId, file] = name.split('/');
    if (file !== 'salt.json' || !isId(studyId)) continue;
    const found = await saltIn('identity', name, studySaltSchema);
    if (found !== undefined) studies.push(studyOf(studyId, found.salt));
  }
  for await (const name of tree.list('arrivals')) {
    const arrivalId = name.slice(0, -'.json'.length);
    if (!isId(arrivalId)) continue;
    const found = await saltIn('arrivals', name, arrivalSaltSchema);
    if (found !== undefined) arrivals.push(arrivalOf(arrivalId, found.salt, found.bytes));
  }
  return {
    studies: new Map(studies.map((study) => [study.commitment, study])),
    arrivals: new Map(arrivals.map((arrival) => [arrival.commitment, arrival])),
    studyOf: new Map(studies.map((study) => [study.studyId, study])),
    arrivalOf: new Map(arrivals.map((arrival) => [arrival.arrivalId, arrival])),
    damaged,
  };
}

/** The union of both; what was known stays known, since salts are only ever added and erased. */
export function withMore(known: Subjects, more: Subjects): Subjects {
  return {
    studies: new Map([...known.studies, ...more.studies]),
    arrivals: new Map([...known.arrivals, ...more.arrivals]),
    studyOf: new Map([...more.studyOf, ...known.studyOf]),
    arrivalOf: new Map([...more.arrivalOf, ...known.arrivalOf]),
    damaged: new Set([...known.damaged, ...more.damaged]),
  };
}

/** Undefined if it holds none. */
function saltOf(bytes: Buffer, schema: z.ZodType<{ salt: string }>): string | undefined {
  try {
    return schema.safeParse(JSON.parse(bytes.toString('utf8'))).data?.salt;
  } catch {
    return undefined;
  }
}

/** One study, by its salt; undefined if the salt is missing because the study is unknown or was erased. */
export async function knownStudy(tree: BlobTree, studyId: string): Promise<Study | undefined> {
  const bytes = await tree.read('identity', saltBlob(studyId));
  const salt = bytes && saltOf(bytes, studySaltSchema);
  return salt === undefined ? undefined : studyOf(studyId, salt);
}
