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

const tagPattern = /^[0-9A-F]{8}$/;
const vrPattern = /^[A-Z]{2}$/;
const textPattern = /^[\w .,:+\-/%'[\]]{0,64}$/;

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isValue(value: unknown): boolean {
  if (typeof value === 'string') return textPattern.test(value);
  return value === null || Number.isFinite(value) || isAttributes(value);
}

function isAttribute(attribute: unknown): attribute is JsonAttribute {
  if (!isObject(attribute)) return false;
  const { vr, Value, ...others } = attribute as { readonly vr?: unknown; readonly Value?: unknown };
  return (
    typeof vr === 'string' &&
    vrPattern.test(vr) &&
    (Value === undefined || (Array.isArray(Value) && Value.every(isValue))) &&
    Object.keys(others).length === 0
  );
}

function isAttributes(value: unknown): value is JsonAttributes {
  return (
    isObject(value) &&
    Object.entries(value).every(([tag, attribute]) => tagPattern.test(tag) && isAttribute(attribute))
  );
}

/**
 * Written by hand: as a recursive schema it took seven microseconds an attribute, and the header of an object of some
 * thousand frames, which has a hundred thousand, held up the host for a second.
 */
const jsonAttributesSchema = z.custom<JsonAttributes>(isAttributes, 'no attributes of the DICOM JSON Model');

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
