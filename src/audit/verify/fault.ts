import type { FaultCode } from '../../domain/audit/faultCode';
import { words } from '../../domain/words/words';

export interface Fault {
  readonly code: FaultCode;
  /** The first wrong place: `entry 17`, `results/studies/….json`. Never a patient's data. */
  readonly where: string;
  /** What more can be said. */
  readonly detail?: string;
}

/** In words, in one line. */
export function describeFault({ code, where, detail }: Fault): string {
  return `${where}: ${words.auditFaults[code]}${detail === undefined ? '' : ` (${detail})`} [${code}]`;
}
