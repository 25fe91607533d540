import { z } from 'zod';

/**
 * One attribute in the DICOM JSON Model, PS3.18 F: its VR, and its values if any. Texts are limited to the
 * length and characters of codes; a de-identified image has no others.
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
 * Written by hand: as a recursive schema it took seven microseconds per attribute. The header of an object
 * with a few thousand frames has a hundred thousand attributes and blocked the host for a second.
 */
const jsonAttributesSchema = z.custom<JsonAttributes>(isAttributes, 'no attributes of the DICOM JSON Model');

/**
 * The de-identified header of an image: no names, ids, dates, free text, private attributes or bulk data, and
 * no UIDs except those of the standard.
 */
export const imageAttributesSchema = z.object({
  /** The de-identification profile, with its edition. */
  profile: z.string().max(64),
  attributes: jsonAttributesSchema,
});

/** `images/{imageId}/attributes.json`, of a header that is too long for `image.json`. */
export const imageAttributesRecordSchema = imageAttributesSchema.extend({
  schemaVersion: z.literal(1),
  imageId: z.string().regex(/^[0-9a-f]{64}$/),
});

export type ImageAttributes = z.infer<typeof imageAttributesSchema>;
