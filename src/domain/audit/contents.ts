import { z } from 'zod';
import { identityNamed } from '../kernel/identifiers/identityName';
import { commitmentOf } from '../kernel/sealing/commitment';
import { hashSchema } from './auditParts';

/** A stored blob, by its place and the SHA-256 of its bytes, in hex. */
export interface Content {
  readonly container: string;
  readonly name: string;
  readonly sha256: string;
}

/** Whose a blob is, as far as its name tells, and which of that subject's blobs. */
export interface ContentPlace {
  /** `identity`, `pictures`, `arrival`, `outcome`, `export`, the number of its page, or the name inside the subject's folder: `pixels`, `file`, … */
  readonly what: string;
  readonly studyId?: string | undefined;
  readonly imageId?: string | undefined;
  readonly arrivalId?: string | undefined;
}

/** What an event says about a stored blob: which one, and a commitment to its place and bytes. */
export const contentsSchema = z.array(z.strictObject({ what: z.string(), commitment: hashSchema }));

export type AuditedContents = z.infer<typeof contentsSchema>;

interface NamedPlace {
  readonly pattern: RegExp;
  /** Absent: the part of the name that the pattern calls so. */
  readonly what?: string;
}

const id = '[0-9a-f]{64}';
const places: Readonly<Record<string, readonly NamedPlace[]>> = {
  images: [
    { pattern: new RegExp(`^(?<imageId>${id})/pictures/${id}$`), what: 'pictures' },
    { pattern: new RegExp(`^(?<imageId>${id})/(?<what>.+)$`) },
  ],
  quarantine: [{ pattern: new RegExp(`^(?<arrivalId>${id})/(?<what>.+)$`) }],
  results: [{ pattern: new RegExp(`^arrivals/(?<arrivalId>${id})\\.json$`), what: 'outcome' }],
  arrivals: [
    { pattern: new RegExp(`^(?<arrivalId>${id})\\.json$`), what: 'arrival' },
    { pattern: new RegExp(`^exports/(?<arrivalId>${id})\\.json$`), what: 'export' },
    { pattern: new RegExp(`^exports/(?<arrivalId>${id})/(?<what>\\d+)\\.json$`) },
  ],
};

/** Undefined if blobs of that name are not covered by the audit log in this way. */
export function contentPlaceOf(container: string, name: string): ContentPlace | undefined {
  if (container === 'identity') return identityPlaceOf(name);
  for (const { pattern, what } of places[container] ?? []) {
    const found = pattern.exec(name)?.groups;
    if (found === undefined) continue;
    const { studyId, imageId, arrivalId } = found;
    return { what: what ?? (found.what as string), studyId, imageId, arrivalId };
  }
  return undefined;
}

function identityPlaceOf(name: string): ContentPlace | undefined {
  const named = identityNamed(name);
  return named && { what: 'identity', studyId: named.studyId, imageId: named.imageId };
}

/** The container of a blob and its name, as far as its place tells it. */
export function contentNameOf({ what, studyId, imageId, arrivalId }: ContentPlace): string {
  if (what === 'identity') return `identity/${studyId}/${imageId}`;
  if (what === 'outcome') return `results/arrivals/${arrivalId}.json`;
  if (what === 'arrival') return `arrivals/${arrivalId}.json`;
  if (what === 'export') return `arrivals/exports/${arrivalId}.json`;
  if (isPage(what)) return `arrivals/exports/${arrivalId}/${what}.json`;
  return imageId === undefined ? `quarantine/${arrivalId}/${what}` : `images/${imageId}/${what}`;
}

/** Stands for the SHA-256 of a file that is too large to be read. */
export const notHashed = 'not hashed';

const arrivalContents = new Set(['arrival', 'outcome', 'refusal.json', 'file', 'export']);

/** What is stored of an arrival; everything else is of an image. */
export function isOfArrival(what: string): boolean {
  return arrivalContents.has(what) || isPage(what);
}

/** A page of what an export contains. */
function isPage(what: string): boolean {
  return /^\d+$/.test(what);
}

/** @param salt that of the study or arrival: without it nobody can tell what was stored */
export function contentCommitment(salt: string, { container, name, sha256 }: Content): string {
  return commitmentOf(salt, 'content', container, name, sha256);
}

/** The contents as an event records them. @throws Error if the log does not cover blobs of such a name */
export function auditedContents(salt: string, contents: readonly Content[]): AuditedContents {
  return contents.map((content) => {
    const place = contentPlaceOf(content.container, content.name);
    if (place === undefined) throw new Error(`the audit log covers no such blob in ${content.container}`);
    return { what: place.what, commitment: contentCommitment(salt, content) };
  });
}
