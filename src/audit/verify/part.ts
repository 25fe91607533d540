import { createHash } from 'node:crypto';
import type { AuditEvent } from '../../domain/audit/auditEvent';
import { subjectsOf } from '../../domain/audit/auditSubjects';
import { identityNamed, type NamedIdentity } from '../../domain/kernel/identifiers/identityName';
import { isId } from '../../domain/kernel/identifiers/ids';
import type { BlobTree } from './blobTree';
import type { Subjects } from './subjects';

/** The studies and files that are verified, by id, and the images of those studies. */
export interface Part {
  readonly studies: ReadonlySet<string>;
  readonly images: ReadonlySet<string>;
  readonly arrivals: ReadonlySet<string>;
}

/** A part drawn at random. Nobody who does not know how it ranks can tell what is drawn. */
export interface Draw {
  /** Of all, 0 … 1. */
  readonly share: number;
  /** 0 … 1, the same each time; what ranks below the share is drawn. */
  rank(name: string): number;
}

export function drawOf(share: number, seed: string): Draw {
  return {
    share,
    rank: (name) => createHash('sha256').update(seed).update(name).digest().readUInt32BE() / 2 ** 32,
  };
}

export function isDrawn({ share, rank }: Draw, name: string): boolean {
  return rank(name) < share;
}

interface NamedStudy {
  readonly studyId: string;
  /** Of its blobs in `identity`. */
  readonly names: readonly string[];
}

/**
 * Chooses studies, with all their files, and files that are of no study, by the names of blobs alone. A study is
 * whole: all of it is chosen or nothing. Of a site that has any, one is, however small the share.
 *
 * @param since milliseconds; only what began then or later, so that all that was recorded of it is newer
 */
export async function choosePart(tree: BlobTree, draw: Draw, since?: number): Promise<Part> {
  const part = { studies: new Set<string>(), images: new Set<string>(), arrivals: new Set<string>() };
  for await (const name of tree.list('arrivals', '', since)) {
    const [arrivalId] = idsIn(name);
    if (isId(arrivalId) && isDrawn(draw, arrivalId)) part.arrivals.add(arrivalId);
  }
  const choose = ({ studyId, names }: NamedStudy) => {
    part.studies.add(studyId);
    for (const { imageId, arrivalId } of identitiesIn(names)) {
      part.images.add(imageId);
      part.arrivals.add(arrivalId);
    }
  };
  /** Drawn if no other study is. */
  let lowest: NamedStudy | undefined;
  for await (const study of byStudy(tree.list('identity', '', since))) {
    for (const { arrivalId } of identitiesIn(study.names)) part.arrivals.delete(arrivalId);
    if (!study.names.includes(`${study.studyId}/salt.json`)) continue;
    if (isDrawn(draw, study.studyId)) choose(study);
    else if (!lowest || draw.rank(study.studyId) < draw.rank(lowest.studyId)) lowest = study;
  }
  if (part.studies.size === 0 && lowest) choose(lowest);
  return part;
}

function identitiesIn(names: readonly string[]): NamedIdentity[] {
  return names.map(identityNamed).filter((named) => named !== undefined);
}

/** Names of one study follow each other. */
async function* byStudy(names: AsyncIterable<string>): AsyncGenerator<NamedStudy> {
  let group: { studyId: string; names: string[] } | undefined;
  for await (const name of names) {
    const [studyId] = idsIn(name);
    if (!isId(studyId)) continue;
    if (group?.studyId !== studyId) {
      if (group) yield group;
      group = { studyId, names: [] };
    }
    group.names.push(name);
  }
  if (group) yield group;
}

/** The parts of a blob's name, of which most are ids. */
function idsIn(name: string): string[] {
  return name.split('/').map((one) => one.replace(/\.json$/, ''));
}

/** A tree in which only what belongs to a part is listed. */
export class PartTree implements BlobTree {
  constructor(
    private readonly tree: BlobTree,
    private readonly part: Part,
  ) {}

  read(container: string, name: string): Promise<Buffer | undefined> {
    return this.tree.read(container, name);
  }

  sha256(container: string, name: string): Promise<string | undefined> {
    return this.tree.sha256(container, name);
  }

  async *list(container: string, prefix = '', since?: number): AsyncGenerator<string> {
    for await (const name of this.tree.list(container, prefix, since))
      if (isOf(this.part, container, idsIn(name))) yield name;
  }
}

function isOf(part: Part, container: string, [first = '', second = '', third = '']: string[]): boolean {
  switch (container) {
    case 'identity':
      return part.studies.has(first === 'patients' ? third : first);
    case 'images':
      return part.images.has(first);
    case 'arrivals':
      return part.arrivals.has(first === 'exports' ? second : first);
    case 'quarantine':
      return part.arrivals.has(first);
    case 'outputs':
      return part.studies.has(second);
    case 'results':
      return part[first as keyof Part].has(second);
    default:
      return true;
  }
}

/** Whether an event is about one of these, or about none at all. */
export function isAbout(event: AuditEvent, { studies, arrivals }: Subjects): boolean {
  const subjects = subjectsOf(event);
  return subjects.length === 0 || subjects.some((subject) => studies.has(subject) || arrivals.has(subject));
}
