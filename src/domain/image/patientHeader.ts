import { z } from 'zod';

/** One element of a DICOM header, exactly as it was sent. */
const headerElementSchema = z.strictObject({
  /** Group and element, eight hexadecimal digits. */
  tag: z.string().regex(/^[0-9A-F]{8}$/),
  vr: z.string().regex(/^[A-Z]{2}$/),
  /** The bytes, base64. Texts are in the character sets that (0008,0005) names. */
  value: z.base64(),
});

/**
 * What a DICOM file says of its patient and study, byte for byte, so that an object which is made from a result
 * belongs to the same study in every PACS. It lies in `identity`, and nowhere else.
 */
export const patientHeaderSchema = z.array(headerElementSchema).readonly();

export type HeaderElement = z.infer<typeof headerElementSchema>;
export type PatientHeader = z.infer<typeof patientHeaderSchema>;
