import type { Arrival } from '../../domain/intake/arrival';
import type { RangeSource } from '../../formats/archive/rangeSource';
import type { IncomingPort } from '../ports';

/** The blob version that arrived, readable in pieces. */
export function arrivalSource(incoming: IncomingPort, { name, etag }: Arrival, size: number): RangeSource {
  return { size, read: (offset, length) => incoming.range(name, etag, offset, length) };
}
