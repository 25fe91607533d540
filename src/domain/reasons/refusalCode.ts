import { z } from 'zod';

/** Why a file was refused. A closed set: dashboards, records and tests use exactly these. */
export const refusalCodes = [
  'empty-file',
  'not-an-image',
  'archive-not-read',
  'format-not-read',
  'extension-mismatch',
  'truncated',
  'malformed-dicom',
  'length-past-end',
  'too-deep',
  'too-many-elements',
  'too-large',
  'bomb',
  'timeout',
  'memory-exceeded',
  'decoder-crashed',
  'unsupported-transfer-syntax',
  'unsupported-pixel-format',
  'inconsistent-attributes',
  'duplicate-attribute',
  'corrupt-pixel-data',
  'unsafe-preamble',
  'unsafe-name',
  'too-many-members',
  'unsafe-member-name',
  'encrypted-archive',
  'corrupt-archive',
  'unsupported-compression',
  'nested-archive',
  'empty-archive',
  'changed-during-read',
  'internal-error',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** A reason code in a record. */
export const refusalCodeSchema = z.enum(refusalCodes);
