import { z } from 'zod';
import type { DeepReadonly } from '../../domain/kernel/deepReadonly';
import { storageFaultReasons } from '../../domain/kernel/storageFault';
import { standings } from '../../domain/models/modelStanding';
import { modelProblemSchema } from './models';
import { route } from './route';

const healthSchema = z.object({
  /**
   * `degraded`: working, but some model is not used as it should be, something was changed outside the app, or the audit log is not sealed. `unavailable`: files cannot be triaged.
   */
  status: z.enum(['ok', 'degraded', 'unavailable']),
  /** `refused`: it answers, and something of it cannot be used. */
  storage: z.enum(['ok', 'unreachable', 'refused']),
  /** The containers and tables that cannot be used. */
  storageFaults: z.array(
    z.object({ part: z.string(), why: z.enum(storageFaultReasons), role: z.string().optional() }),
  ),
  /** The loaded models. */
  models: z.array(z.object({ id: z.string(), version: z.string(), standing: z.enum(standings) })),
  problems: z.array(modelProblemSchema),
  /** How many studies were found changed outside the app, and are not mended. */
  changedOutside: z.number().int(),
  /** Whether the audit log is sealed: `late` if a record waits for too long; `failing` if the last attempt failed. */
  sealing: z.object({
    state: z.enum(['ok', 'late', 'failing', 'unknown']),
    /** Since when the oldest record waits, if that is too long. */
    waitsSince: z.iso.datetime().optional(),
  }),
  /** What holds the processes that read files: the kernel as well, or Node's permission model alone. */
  fence: z.enum(['kernel', 'node']),
});

export type Health = DeepReadonly<z.infer<typeof healthSchema>>;

export const healthRoutes = {
  /** 503 with the same body if it is `unavailable`. */
  health: route({ method: 'GET', path: 'api/health', right: 'anonymous', answer: healthSchema }),
};
