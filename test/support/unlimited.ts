import type { ReceiveTurns } from '../../src/operations/intake/receiveFile';
import { UrgentFiles } from '../../src/operations/intake/urgentFiles';

/** Nobody waits for a turn. */
export const unlimited: ReceiveTurns = {
  look: (run) => run(),
  record: (run) => run(),
  urgent: new UrgentFiles(0),
};
