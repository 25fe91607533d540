import type { FaultCode } from '../../domain/audit/faultCode';
import { words } from '../../domain/words/words';

export interface Fault {
  readonly code: FaultCode;
  /** Where the first fault is: `entry 17`, `results/studies/….json`. Never patient data. */
  readonly where: string;
  /** Further detail. */
  readonly detail?: string;
}

/** One line of words. */
export function describeFault({ code, where, detail }: Fault): string {
  return `${where}: ${words.auditFaults[code]}${detail === undefined ? '' : ` (${detail})`} [${code}]`;
}
