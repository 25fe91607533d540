import type { Arrival } from '../domain/arrival';
import type { RangeSource } from '../exports/rangeSource';
import type { IncomingPort } from './ports';

/** The version of the blob that arrived, to be read in pieces. */
export function arrivalSource(incoming: IncomingPort, { name, etag }: Arrival, size: number): RangeSource {
  return { size, read: (offset, length) => incoming.range(name, etag, offset, length) };
}
