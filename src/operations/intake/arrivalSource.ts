import type { Arrival } from '../../domain/intake/arrival';
import type { RangeSource } from '../../formats/archive/rangeSource';
import type { IncomingPort } from '../ports';

/** The version of the blob that arrived, to be read in pieces. */
export function arrivalSource(incoming: IncomingPort, { name, etag }: Arrival, size: number): RangeSource {
  return { size, read: (offset, length) => incoming.range(name, etag, offset, length) };
}
