import type { AuditSealer } from './auditSealer';

export interface SealSoonDeps {
  readonly sealer: Pick<AuditSealer, 'seal'>;
  /** 0: nothing is sealed on its own account. */
  readonly afterSeconds: number;
  readonly logWarning: (message: string) => void;
  readonly logError: (message: string) => void;
}

/**
 * Plans to seal what was just recorded, together with what is recorded in the next seconds. So a site seals
 * while it works and is not woken while it is idle. The process may end before: then the timer seals.
 */
export function createSealSoon({ sealer, afterSeconds, logWarning, logError }: SealSoonDeps): () => void {
  let isPlanned = false;
  const seal = async () => {
    isPlanned = false;
    const sealed = await sealer.seal(logWarning);
    // Whoever is at work may have listed the records before ours was there.
    if (sealed?.busy) plan();
  };
  const plan = () => {
    if (afterSeconds === 0 || isPlanned) return;
    isPlanned = true;
    setTimeout(() => {
      seal().catch((error) => logError(`The audit log was not sealed: ${(error as Error).message}`));
    }, afterSeconds * 1000).unref();
  };
  return plan;
}
