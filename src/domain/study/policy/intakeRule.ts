import { z } from 'zod';
import { believableAgeInDays, type Dated } from './believableAge';

/** What becomes of an image: somebody has to read it, or it is there to compare with, or it is only kept. */
export const routes = ['review', 'prior', 'kept'] as const;
export type Route = (typeof routes)[number];

const codes = z.array(z.string().min(1).max(64)).nonempty();

/** Every condition that is stated must hold. */
export const intakeRuleSchema = z.strictObject({
  modality: codes.optional(),
  sopClass: codes.optional(),
  bodyPart: codes.optional(),
  /** More days from the study to its arrival. A study that states no date that can be believed is of no age. */
  olderThanDays: z.number().int().positive().optional(),
  /** The beginning of the file's name, such as `priors/`. */
  folder: z.string().min(1).optional(),
  becomes: z.enum(routes),
});

export type IntakeRule = z.infer<typeof intakeRuleSchema>;

/**
 * Objects that nobody reads as a picture are kept, and a study of two years ago is a prior. Both are seen all the same
 * if anything in them must be (`routeOf`).
 */
export const defaultIntake: IntakeRule[] = [
  {
    modality: [
      'SR',
      'KO',
      'PR',
      'DOC',
      'ECG',
      'HD',
      'EPS',
      'AU',
      'RTPLAN',
      'RTSTRUCT',
      'RTDOSE',
      'RTRECORD',
      'PLAN',
      'REG',
      'FID',
    ],
    becomes: 'kept',
  },
  { olderThanDays: 730, becomes: 'prior' },
];

/** What the rules look at. */
export interface Incoming extends Dated {
  readonly modality?: string | undefined;
  readonly sopClass?: string | undefined;
  readonly bodyPart?: string | undefined;
  /** Of its file, or of the export that it came in. */
  readonly name: string;
  /** ISO */
  readonly receivedAt: string;
}

/** Where an image was sent that is not for review, and by which rule, counted from 1. */
export interface Routed {
  readonly to: Exclude<Route, 'review'>;
  readonly rule: number;
}

/** The first rule that applies decides. @returns undefined if the image is for review, as it is without a rule */
export function routeImage(rules: readonly IntakeRule[], incoming: Incoming): Routed | undefined {
  const at = rules.findIndex((rule) => applies(rule, incoming));
  const to = rules[at]?.becomes ?? 'review';
  return to === 'review' ? undefined : { to, rule: at + 1 };
}

function applies(rule: IntakeRule, incoming: Incoming): boolean {
  const isAmong = (wanted: readonly string[] | undefined, value: string | undefined) =>
    wanted === undefined || (value !== undefined && wanted.includes(value));
  const age = believableAgeInDays(incoming, incoming.receivedAt);
  return (
    isAmong(rule.modality, incoming.modality) &&
    isAmong(rule.sopClass, incoming.sopClass) &&
    isAmong(rule.bodyPart, incoming.bodyPart) &&
    (rule.olderThanDays === undefined || (age !== undefined && age > rule.olderThanDays)) &&
    (rule.folder === undefined || incoming.name.startsWith(rule.folder))
  );
}

/** The way of two arrivals of one image that leaves it most in sight: commutative, associative and idempotent. */
export function joinRouted(a: Routed | undefined, b: Routed | undefined): Routed | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (a.to !== b.to) return a.to === 'prior' ? a : b;
  return a.rule <= b.rule ? a : b;
}
