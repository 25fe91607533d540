import type { FaultCode } from '../../domain/audit/faultCode';
import { auditFaultWords } from '../../domain/words/words';

export interface Fault {
  readonly code: FaultCode;
  /** Where the first fault is: `entry 17`, `results/studies/….json`. Never patient data. */
  readonly where: string;
  /** Further detail. */
  readonly detail?: string;
}

/** One line of English words. */
export const describeFault: (fault: Fault) => string = auditFaultWords;
