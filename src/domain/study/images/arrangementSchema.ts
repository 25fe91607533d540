import { z } from 'zod';
import { rejectionCodeSchema } from '../../reasons/rejection';
import { studyImageSchema } from './imageRecord';

const id = z.string().regex(/^[0-9a-f]{64}$/);

/** An image that is no longer read, and why. Nothing of it is deleted. */
export const setAsideSchema = studyImageSchema.extend({
  aside: z.discriminatedUnion('why', [
    /** The same instance was sent again. `by`: its newest version. */
    z.object({ why: z.literal('superseded'), by: id }),
    /** `by`: the rejection note. */
    z.object({ why: z.literal('rejected'), by: id, code: rejectionCodeSchema }),
  ]),
});

export const arrangementShape = {
  /** The pictures that are read, in the order of `imageOrder`. */
  images: z.array(studyImageSchema),
  /** What has no picture: key objects, reports, presentation states. In the same order. */
  objects: z.array(studyImageSchema),
  /** In the same order. */
  setAside: z.array(setAsideSchema),
};

export type SetAside = z.infer<typeof setAsideSchema>;
