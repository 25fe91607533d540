import { z } from 'zod';

/**
 * Why a file of an export is no arrival of its own. The set is closed. `index`: the DICOMDIR, which lists the files and
 * is no image. `system-file`: what an operating system leaves in folders. `link`: links are never followed.
 * `not-in-index`: the DICOMDIR does not name it and it is not DICOM, so it is part of a viewer.
 */
export const skipReasons = ['index', 'system-file', 'link', 'not-in-index'] as const;

export type SkipReason = (typeof skipReasons)[number];
export const skipReasonSchema = z.enum(skipReasons);
