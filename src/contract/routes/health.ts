import { z } from 'zod';
import { featureNames } from '../../domain/drift/features';
import type { DeepReadonly } from '../../domain/kernel/deepReadonly';
import { diskUses } from '../../domain/kernel/diskUse';
import { storageFaultReasons } from '../../domain/kernel/storageFault';
import { standings } from '../../domain/models/modelStanding';
import { toldSchema } from '../../domain/words/toldSchema';
import { modelProblemSchema } from './models';
import { route } from './route';

const healthSchema = z.object({
  /**
   * `degraded`: working, but something needs a person: `advice` says what. `unavailable`: files cannot be triaged.
   */
  status: z.enum(['ok', 'degraded', 'unavailable']),
  /** `refused`: it answers, and something of it cannot be used. */
  storage: z.enum(['ok', 'unreachable', 'refused']),
  /** The containers and tables that cannot be used. */
  storageFaults: z.array(
    z.object({ part: z.string(), why: z.enum(storageFaultReasons), role: z.string().optional() }),
  ),
  /** Whether the models are still being loaded, so that nothing can be said of them yet. */
  loading: z.boolean(),
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
  /** The files without an outcome; absent if the storage did not say. */
  files: z
    .object({
      open: z.number().int(),
      /** When the one arrived that waits for longest. */
      oldest: z.iso.datetime().optional(),
    })
    .optional(),
  /** The last whole run of `reconcile`; absent before the first, and if the storage did not say. */
  reconcile: z
    .object({
      endedAt: z.iso.datetime(),
      /** Orchestrations that had failed by then. A file of such a one is started anew. */
      failed: z.number().int(),
    })
    .optional(),
  /** What left what is usual of a model version: a feature, until somebody ends the alarm. */
  drift: z.array(z.object({ model: z.string(), feature: z.enum(featureNames) })),
  /** Receivers of outputs that do not let the app in, and how many outputs wait for that. */
  deniedOutputs: z.array(z.object({ receiver: z.string(), outputs: z.number().int() })),
  /** Where the disk is nearly full. */
  disks: z.array(z.object({ holds: z.enum(diskUses), freeMegabytes: z.number().int() })),
  /** What somebody should do, in sentences; empty if all is well. */
  advice: z.array(z.string()),
  /** The same by code, to be told in another language. */
  toldAdvice: z.array(toldSchema),
  /** What holds the processes that read files: the kernel as well, or Node's permission model alone. */
  fence: z.enum(['kernel', 'node']),
});

export type Health = DeepReadonly<z.infer<typeof healthSchema>>;

export const healthRoutes = {
  /** 503 with the same body if it is `unavailable`. */
  health: route({ method: 'GET', path: 'api/health', right: 'anonymous', answer: healthSchema }),
};
