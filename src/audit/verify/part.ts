import { createHash } from 'node:crypto';
import type { AuditEvent } from '../../domain/audit/auditEvent';
import { subjectsOf } from '../../domain/audit/auditSubjects';
import { identityNamed } from '../../domain/kernel/identityName';
import { isId } from '../../domain/kernel/ids';
import type { BlobTree } from './blobTree';
import type { Subjects } from './subjects';

/** The studies and files that are verified, by id, and the images of those studies. */
export interface Part {
  readonly studies: ReadonlySet<string>;
  readonly images: ReadonlySet<string>;
  readonly arrivals: ReadonlySet<string>;
}

/**
 * Draws studies and files. The same ones for the same seed, so that nobody who does not know it can tell which.
 *
 * @param share of all, 0 … 1
 */
export function drawOf(share: number, seed: string): (id: string) => boolean {
  return (id) => createHash('sha256').update(seed).update(id).digest().readUInt32BE() < share * 2 ** 32;
}

/**
 * Chooses studies, with all their files, and files that are of no study, by the names of blobs alone. A study is
 * whole: all of it is chosen or nothing.
 *
 * @param since milliseconds; only what began then or later, so that all that was recorded of it is newer
 */
export async function choosePart(
  tree: BlobTree,
  isDrawn: (id: string) => boolean,
  since?: number,
): Promise<Part> {
  const part = { studies: new Set<string>(), images: new Set<string>(), arrivals: new Set<string>() };
  for await (const name of tree.list('arrivals', '', since)) {
    const [arrivalId] = idsIn(name);
    if (isId(arrivalId) && isDrawn(arrivalId)) part.arrivals.add(arrivalId);
  }
  for await (const [studyId, names] of byStudy(tree.list('identity', '', since))) {
    const isChosen = isDrawn(studyId) && names.includes(`${studyId}/salt.json`);
    if (isChosen) part.studies.add(studyId);
    for (const name of names) {
      const { imageId, arrivalId } = identityNamed(name) ?? {};
      if (imageId === undefined || arrivalId === undefined) continue;
      if (isChosen) part.images.add(imageId);
      if (isChosen) part.arrivals.add(arrivalId);
      else part.arrivals.delete(arrivalId);
    }
  }
  return part;
}

/** Names of one study follow each other. */
async function* byStudy(names: AsyncIterable<string>): AsyncGenerator<[studyId: string, names: string[]]> {
  let group: [string, string[]] | undefined;
  for await (const name of names) {
    const [studyId] = idsIn(name);
    if (!isId(studyId)) continue;
    if (group?.[0] !== studyId) {
      if (group) yield group;
      group = [studyId, []];
    }
    group[1].push(name);
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
