import { z } from 'zod';
import { commitmentOf } from '../kernel/commitment';
import { hashSchema } from './auditParts';

/** A stored blob, by its place and the SHA-256 of its bytes, in hex. */
export interface Content {
  readonly container: string;
  readonly name: string;
  readonly sha256: string;
}

/** Whose a blob is, as far as its name tells, and which of that subject's blobs. */
export interface ContentPlace {
  /** `identity`, `outcome`, or the name inside the subject's folder: `pixels`, `preview.png`, `file`, … */
  readonly what: string;
  readonly studyId?: string | undefined;
  readonly imageId?: string | undefined;
  readonly arrivalId?: string | undefined;
}

/** What an event says about a stored blob: which one, and a commitment to its place and bytes. */
export const contentsSchema = z.array(z.strictObject({ what: z.string(), commitment: hashSchema }));

export type AuditedContents = z.infer<typeof contentsSchema>;

const arrivalContents = new Set(['outcome', 'refusal.json', 'file']);

const places: Readonly<Record<string, { readonly pattern: RegExp; readonly what?: string }>> = {
  identity: { pattern: /^(?<studyId>[0-9a-f]{64})\/(?<imageId>[0-9a-f]{64})\.json$/, what: 'identity' },
  images: { pattern: /^(?<imageId>[0-9a-f]{64})\/(?<what>.+)$/ },
  quarantine: { pattern: /^(?<arrivalId>[0-9a-f]{64})\/(?<what>.+)$/ },
  results: { pattern: /^arrivals\/(?<arrivalId>[0-9a-f]{64})\.json$/, what: 'outcome' },
};

/** Undefined if blobs of that name are not covered by the audit log in this way. */
export function contentPlaceOf(container: string, name: string): ContentPlace | undefined {
  const place = places[container];
  const found = place?.pattern.exec(name)?.groups;
  if (found === undefined) return undefined;
  const { studyId, imageId, arrivalId } = found;
  return { what: place?.what ?? (found.what as string), studyId, imageId, arrivalId };
}

/** The container and name of a blob: the inverse of `contentPlaceOf`. */
export function contentNameOf({ what, studyId, imageId, arrivalId }: ContentPlace): string {
  if (what === 'identity') return `identity/${studyId}/${imageId}.json`;
  if (what === 'outcome') return `results/arrivals/${arrivalId}.json`;
  return imageId === undefined ? `quarantine/${arrivalId}/${what}` : `images/${imageId}/${what}`;
}

/** Stands for the SHA-256 of a file that is too large to be read. */
export const notHashed = 'not hashed';

/** What is stored of an arrival; everything else is of an image. */
export function isOfArrival(what: string): boolean {
  return arrivalContents.has(what);
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
