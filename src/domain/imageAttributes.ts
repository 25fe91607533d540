import { z } from 'zod';

/**
 * One attribute in the DICOM JSON Model, PS3.18 F: its VR, and its values where it has some. Texts are as short and as
 * plain as codes are; a de-identified image has no others.
 */
export interface JsonAttribute {
  readonly vr: string;
  readonly Value?: readonly (string | number | null | JsonAttributes)[];
}

export interface JsonAttributes {
  readonly [tag: string]: JsonAttribute;
}

const attributeSchema: z.ZodType<JsonAttribute> = z.lazy(() =>
  z.strictObject({
    vr: z.string().regex(/^[A-Z]{2}$/),
    Value: z
      .array(
        z.union([z.string().regex(/^[\w .,:+\-/%'[\]]{0,64}$/), z.number(), z.null(), jsonAttributesSchema]),
      )
      .optional(),
  }),
);

const jsonAttributesSchema: z.ZodType<JsonAttributes> = z.lazy(() =>
  z.record(z.string().regex(/^[0-9A-F]{8}$/), attributeSchema),
);

/**
 * What the header of an image says, de-identified: no names, ids, dates, free text, private attributes, bulk data, nor
 * UIDs but those of the standard.
 */
export const imageAttributesSchema = z.object({
  /** The profile by which it was done, with its edition. */
  profile: z.string().max(64),
  attributes: jsonAttributesSchema,
});

/** `images/{imageId}/attributes.json`. */
export const imageAttributesRecordSchema = imageAttributesSchema.extend({
  schemaVersion: z.literal(1),
  imageId: z.string().regex(/^[0-9a-f]{64}$/),
});

export type ImageAttributes = z.infer<typeof imageAttributesSchema>;
