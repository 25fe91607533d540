import { z } from 'zod';

/**
 * Of an image with so many samples that only its first frame is decoded when it is read: how its compressed
 * frames are coded, where the description says what their samples are once they are decoded.
 */
export const codedFramesSchema = z.object({
  photometricInterpretation: z.string(),
  highBit: z.number().int(),
});

export type CodedFrames = Readonly<z.infer<typeof codedFramesSchema>>;
