import type { ReceiveTurns } from '../../src/operations/intake/receiveFile';

/** Nobody waits for a turn. */
export const unlimited: ReceiveTurns = { look: (run) => run(), record: (run) => run() };
