import { Receiving } from '../../src/operations/intake/receiving';

const many = Number.POSITIVE_INFINITY;

/** Nobody waits for a turn. */
export const unlimited = new Receiving({
  looksAtOnce: many,
  recordedAtOnce: many,
  urgentHoldsMs: 0,
  mostWaiting: many,
});
