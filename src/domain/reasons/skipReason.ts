import { z } from 'zod';

/**
 * Why a file of an export is not an arrival of its own. A closed set. `index`: the DICOMDIR, which lists the
 * files and is not an image. `system-file`: a file that an operating system leaves in folders. `link`: links
 * are never followed. `not-in-index`: the DICOMDIR does not name it and it is not DICOM, so it is part of a
 * viewer.
 */
export const skipReasons = ['index', 'system-file', 'link', 'not-in-index'] as const;

export type SkipReason = (typeof skipReasons)[number];
export const skipReasonSchema = z.enum(skipReasons);
