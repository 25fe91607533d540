import { createHash, createHmac } from 'node:crypto';

/**
 * The site's secret. Ids made with it cannot be reversed by trying values; a plain hash of a short UID or
 * file name could be.
 */
export type SiteKey = Uint8Array & { readonly __brand: 'SiteKey' };

/** At least 32 bytes, the length of the hash (RFC 2104, section 3). */
export const siteKeyBytes = 32;

/** @throws RangeError if the key is shorter than 32 bytes. */
export function asSiteKey(bytes: Uint8Array): SiteKey {
  if (bytes.length < siteKeyBytes) throw new RangeError(`a site key has at least ${siteKeyBytes} bytes`);
  return bytes as SiteKey;
}

/** Joins the fields with NUL, which neither a UID nor a blob name can contain, so no two lists collide. */
function keyed(key: SiteKey, purpose: string, ...fields: string[]): string {
  return createHmac('sha256', key)
    .update([purpose, ...fields].join('\0'))
    .digest('hex');
}

/** Events carry ETags with and without quotes; both denote the same version of the blob. */
export function normaliseEtag(etag: string): string {
  return etag.replace(/^W\//, '').replaceAll('"', '');
}

/** One version of one blob. Repeated events about it give the same id. 64 hex digits. */
export function arrivalIdOf(key: SiteKey, container: string, name: string, etag: string): string {
  return keyed(key, 'arrival', container, name, normaliseEtag(etag));
}

/** One file of an export: the export's arrival plus the file's place in its directory. 64 hex digits. */
export function memberArrivalIdOf(key: SiteKey, exportArrivalId: string, index: number): string {
  return keyed(key, 'member', exportArrivalId, String(index));
}

/** 64 hex digits. */
export function studyIdOf(key: SiteKey, studyInstanceUid: string): string {
  return keyed(key, 'study', studyInstanceUid);
}

/** A plain picture names no study, so it forms one of its own. 64 hex digits. */
export function studyIdOfPicture(key: SiteKey, imageId: string): string {
  return keyed(key, 'picture', imageId);
}

/** Stands for SeriesInstanceUID. 64 hex digits. */
export function seriesIdOf(key: SiteKey, seriesInstanceUid: string): string {
  return keyed(key, 'series', seriesInstanceUid);
}

const tenYears = 10 * 365 * 86_400_000;

/** By how many milliseconds the times of a study are moved back: their order stays, and no date or time of day. */
export function studyShiftOf(key: SiteKey, studyInstanceUid: string): number {
  return Number.parseInt(keyed(key, 'study times', studyInstanceUid).slice(0, 12), 16) % tenYears;
}

/** Stands for the folder that files come in, whose name can be a patient's. 16 hex digits. */
export function sourceIdOf(key: SiteKey, source: string): string {
  return keyed(key, 'source', source).slice(0, 16);
}

/** Stands for SOPInstanceUID. 64 hex digits. */
export function instanceIdOf(key: SiteKey, sopInstanceUid: string): string {
  return keyed(key, 'instance', sopInstanceUid);
}

/** Stands for one thing that an image says of its patient, within one study. 16 hex digits. */
export function whomOf(key: SiteKey, studyId: string, field: string, said: string): string {
  return keyed(key, 'whom', studyId, field, said).slice(0, 16);
}

/** Stands for a patient id and its issuer. 64 hex digits. */
export function patientPseudonymOf(key: SiteKey, patientId: string, issuer: string): string {
  return keyed(key, 'patient', issuer, patientId);
}

/** Names this site's audit log without revealing the key: no spaces, no plus. */
export function auditOriginOf(key: SiteKey): string {
  return `imaging-triage/${keyed(key, 'audit log').slice(0, 16)}`;
}

/** SHA-256 of the file, 64 hex digits. */
export function imageIdOf(file: Uint8Array): string {
  return createHash('sha256').update(file).digest('hex');
}

/** The durable instance that tracks one study's review. */
export function reviewInstanceOf(studyId: string): string {
  return `review-${studyId}`;
}

/** The durable instance that delivers one notice to one receiver. */
export function noticeInstanceOf(channel: string, noticeId: string): string {
  return `notice-${channel}-${noticeId}`;
}

/** The durable instance that delivers one output of a study to one receiver. */
export function outputInstanceOf(output: {
  readonly studyId: string;
  readonly receiver: string;
  readonly form: string;
}): string {
  return `output-${output.receiver}-${output.form}-${output.studyId}`;
}

const hexId = /^[0-9a-f]{64}$/;

/** Ids come back in URLs; anything but 64 hex digits must never reach a blob name. */
export function isId(text: string | undefined): text is string {
  return text !== undefined && hexId.test(text);
}
