import { tags } from '../../dicom/tags';
import { firstOf, type WebDataSet, webTag } from './webDataSet';

/** What is searched for, PS3.18 10.6. */
export type SearchLevel = 'study' | 'series' | 'instance';

export interface Query {
  /** Values by tag; a result has to have one of each. */
  readonly match: ReadonlyMap<number, readonly string[]>;
  /** Attributes to be returned besides those that always are. */
  readonly includes: readonly number[] | 'all';
  readonly limit: number;
  readonly offset: number;
  /** What of the query was not heeded, in words for a Warning header. */
  readonly warnings: readonly string[];
}

/** A query that cannot be answered, in words. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
}

const study = {
  StudyInstanceUID: tags.studyInstanceUid,
  PatientID: tags.patientId,
  AccessionNumber: tags.accessionNumber,
};
const series = {
  SeriesInstanceUID: tags.seriesInstanceUid,
  Modality: tags.modality,
  SeriesNumber: tags.seriesNumber,
};
const instance = {
  SOPInstanceUID: tags.sopInstanceUid,
  SOPClassUID: tags.sopClassUid,
  InstanceNumber: tags.instanceNumber,
};

/** What can be searched by, at each level. */
const keys: Readonly<Record<SearchLevel, Readonly<Record<string, number>>>> = { study, series, instance };

const uids: ReadonlySet<number> = new Set([
  tags.studyInstanceUid,
  tags.seriesInstanceUid,
  tags.sopInstanceUid,
  tags.sopClassUid,
]);

const mostResults = 100;
const keyword = /^[A-Z][A-Za-z0-9]{2,63}$/;

/**
 * Reads the query of a search, PS3.18 8.3.4.
 *
 * @throws QueryError for what cannot be searched by, and values that say nothing exact
 */
export function readQuery(level: SearchLevel, asked: Iterable<readonly [string, string]>): Query {
  const match = new Map<number, string[]>();
  const includes: string[] = [];
  const warnings: string[] = [];
  let [limit, offset] = [mostResults, 0];
  for (const [key, value] of asked) {
    if (key === 'limit') limit = Math.min(count(key, value), mostResults);
    else if (key === 'offset') offset = count(key, value);
    else if (key === 'includefield') includes.push(...value.split(','));
    else if (key === 'fuzzymatching') {
      if (value === 'true')
        warnings.push(
          'The fuzzymatching parameter is not supported. Only literal matching has been performed.',
        );
    } else if (key !== 'emptyvaluematching' && key !== 'multiplevaluematching' && value !== '') {
      const tag = tagOf(level, key);
      match.set(tag, valuesOf(key, tag, value));
    }
  }
  return { match, includes: includedTags(includes), limit, offset, warnings };
}

function count(key: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new QueryError(`The parameter ${key} is no number.`);
  return Number(value);
}

function tagOf(level: SearchLevel, key: string): number {
  const known = keys[level];
  const byTag = Object.values(known).find((tag) => webTag(tag) === key.toUpperCase());
  const tag = byTag ?? (Object.hasOwn(known, key) ? known[key] : undefined);
  if (tag !== undefined) return tag;
  const may = Object.keys(known).join(', ');
  throw new QueryError(`A search at this level takes ${may}; the query asks for something else.`);
}

/** UIDs may be several, separated by commas or backslashes, PS3.18 8.3.4.1. */
function valuesOf(key: string, tag: number, value: string): string[] {
  if (/[*?]/.test(value)) throw new QueryError(`Wildcards are not supported: give ${nameOf(key)} exactly.`);
  if (!uids.has(tag)) return [value.trim()];
  return value
    .split(/[,\\]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** A key as it may be repeated: it is one that we know. */
function nameOf(key: string): string {
  return keyword.test(key) ? key : 'the attribute';
}

/** Attributes that are named by keyword are left out unless they are those that are always returned. */
function includedTags(fields: readonly string[]): Query['includes'] {
  if (fields.includes('all')) return 'all';
  return fields.filter((field) => /^[0-9A-Fa-f]{8}$/.test(field)).map((field) => Number.parseInt(field, 16));
}

/** Whether a result is among what the query asks for. */
export function isAsked(query: Query, result: WebDataSet): boolean {
  return [...query.match].every(([tag, values]) => values.includes(String(firstOf(result, tag) ?? '')));
}

/** The part of all results that the query asks for. */
export function pageOf<T>({ limit, offset }: Query, results: readonly T[]): readonly T[] {
  return results.slice(offset, offset + limit);
}
