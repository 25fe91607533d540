import { z } from 'zod';
import { priorities } from '../kernel/priority';
import { worklistTabs } from '../kernel/worklistTabs';
import { lettersMissing, maxSearchLength } from './worklistSearch';
import { worklistSorts } from './worklistSorts';

const name = z.string().min(1).max(64);

/** `a,b` in a URL; a list or a single value in JSON. */
function oneOrMore<T extends string>(one: z.ZodType<T>) {
  const split = (value: unknown) => (typeof value === 'string' ? value.split(',') : value);
  return z.preprocess(split, z.array(one).min(1).max(50)).optional();
}

const shape = {
  tab: z.enum(worklistTabs).default('awaiting'),
  priority: oneOrMore(z.enum(priorities)),
  modality: oneOrMore(name),
  bodyPart: oneOrMore(name),
  /** Only studies of which an image came in this folder, by what stands for it. */
  source: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  offset: z.coerce.number().int().min(0).default(0),
  /** Only studies whose first image arrived then or later. */
  receivedSince: z.iso.datetime().optional(),
  /** Only studies whose first image arrived before that. */
  receivedBefore: z.iso.datetime().optional(),
  /** Only those that the caller is reading, or reviewed. */
  mine: z.literal('yes').optional(),
  /** How the studies that await review are sorted; those that were reviewed come latest review first. */
  sort: z.enum(worklistSorts).default('rank'),
  order: z.enum(['ascending', 'descending']).default('ascending'),
  /** Of the tab `reviewed`: only studies reviewed before that. */
  reviewedBefore: z.iso.datetime().optional(),
};

/** Query of `GET /api/worklist`. Search text is not part of it: URLs are kept in many places. */
export const worklistQuerySchema = z.strictObject(shape);

/** Body of `POST /api/worklist/search`. */
export const worklistSearchSchema = z.strictObject({
  ...shape,
  text: z
    .string()
    .max(maxSearchLength, { abort: true })
    .superRefine((text, context) => {
      const missing = lettersMissing(text);
      if (missing > 0)
        context.addIssue({ code: 'custom', params: { fault: 'too-short-to-search', missing } });
    }),
});

type Asked = z.infer<typeof worklistQuerySchema>;

export type WorklistQuery = Omit<Asked, 'sort' | 'order'> &
  Partial<Pick<Asked, 'sort' | 'order'>> & {
    readonly text?: string;
    /** Who asks for what is theirs. */
    readonly by?: string;
    /** Ids of studies that the text finds by whom they show. */
    readonly patients?: readonly string[];
  };
