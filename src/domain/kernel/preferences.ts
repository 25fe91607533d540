import { z } from 'zod';
import type { DeepReadonly } from './deepReadonly';
import { languages } from './languages';
import { mostOwnWindows } from './mostOwnWindows';

/** A window of a person's own, for pictures of one modality. */
const ownWindowSchema = z.strictObject({
  name: z.string().trim().min(1).max(40),
  /** DICOM Modality; absent: of pictures that state none. */
  modality: z
    .string()
    .regex(/^[A-Z0-9_ ]{1,16}$/)
    .optional(),
  /** In modality values. */
  centre: z.number(),
  width: z.number().positive(),
  function: z.enum(['LINEAR', 'LINEAR_EXACT', 'SIGMOID']),
});

/** What a person chose for the pages. Nothing of it says anything about a patient: no search text is kept. */
export const preferencesSchema = z.strictObject({
  /** Of the pages. Absent: the one that the browser asks for. */
  language: z.enum(languages).optional(),
  /** A tone when a study comes to stand at stat. */
  sound: z.boolean().default(false),
  /** A notice of the system, while the page is out of sight. */
  desktopNotice: z.boolean().default(false),
  /** Columns of the worklist that are left out. */
  hiddenColumns: z
    .array(z.string().regex(/^[a-z]{1,20}$/))
    .max(20)
    .default([]),
  /** Filters of the worklist by name, each as the query of its address. */
  savedFilters: z
    .array(
      z.strictObject({
        name: z.string().trim().min(1).max(40),
        query: z
          .string()
          .max(300)
          .regex(/^[\w=&,.%+-]*$/),
      }),
    )
    .max(20)
    .default([]),
  /** In the order of their keys. */
  windows: z.array(ownWindowSchema).max(mostOwnWindows).default([]),
});

export type OwnWindow = DeepReadonly<z.infer<typeof ownWindowSchema>>;

export type Preferences = DeepReadonly<z.infer<typeof preferencesSchema>>;

export const noPreferences: Preferences = preferencesSchema.parse({});
