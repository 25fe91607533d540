import { z } from 'zod';
import { mostUrgent, type Place, type Priority, placeIndex, places } from '../kernel/priority';
import type { Finding } from '../models/analysis';
import { findingsOf } from '../models/findings';
import { notAnalysedReasonOf } from './notAnalysed';
import { defaultReminders, remindersSchema } from './reminders';
import type { TriagedImage } from './triagedImage';

const placeSchema = z.enum(places);
const minutesSchema = z.number().int().positive();

/** One row of the policy: this finding, in this band of scores, for orders of this urgency. */
const ruleSchema = z.strictObject({
  /** A label that some model gives, such as `lung-opacity`. */
  finding: z.string().min(1),
  /** Lower end of the band, included: a score, or the model's own operating point. */
  from: z.union([z.literal('threshold'), z.number().min(0).max(1)]),
  /** Upper end of the band, excluded. Absent: open. */
  below: z.number().min(0).max(1).optional(),
  /** The rule speaks only for studies whose order stands in one of these places. Absent: for all. */
  orderedAs: z.array(placeSchema).nonempty().optional(),
  priority: placeSchema,
  /** Overrides the due time of the priority. */
  dueMinutes: minutesSchema.optional(),
});

/** The triage policy, read from JSON; docs/triage-policy.md explains it. */
export const policySchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** Recorded with every decision. */
  id: z.string().min(1),
  /** Minutes from the arrival of a study's first image to its due time. */
  dueMinutes: z.strictObject({ stat: minutesSchema, urgent: minutesSchema, routine: minutesSchema }),
  /** Where an order of this urgency stands; keys as DICOM writes them, upper case. */
  orderUrgency: z.record(z.string(), placeSchema),
  /** Where a study stands whose order says nothing of its urgency. */
  baseline: placeSchema,
  /**
   * Each time that a study has waited so many times as long as it was given until it is due, it is read one place
   * higher, so that none waits for ever behind more urgent ones.
   */
  waitingCap: z.number().min(1).max(1000).default(2),
  rules: z.array(ruleSchema),
  reminders: remindersSchema.default(defaultReminders),
});

export type Policy = z.infer<typeof policySchema>;
type Rule = Policy['rules'][number];

/** Why a study stands where it stands. `dashboard` and API turn these into words. */
export type DecisionReason =
  | { readonly kind: 'baseline'; readonly place: Place }
  | {
      readonly kind: 'finding';
      readonly place: Place;
      readonly imageId: string;
      readonly label: string;
      readonly title: string;
      readonly score: number;
      readonly model: string;
    }
  | { readonly kind: 'not-analysed'; readonly imageId: string; readonly reason: string };

export interface Decision {
  readonly priority: Priority;
  /** Where it is read: never under the baseline. */
  readonly place: Place;
  readonly dueMinutes: number;
  readonly policyId: string;
  readonly reasons: readonly DecisionReason[];
}

/** Where the order puts a study before anything has looked at it. */
export function baselineOf(policy: Policy, orderUrgency: string | undefined): Place {
  return (orderUrgency && policy.orderUrgency[orderUrgency.trim().toUpperCase()]) || policy.baseline;
}

interface Raise {
  readonly reason: Extract<DecisionReason, { kind: 'finding' }>;
  readonly dueMinutes: number | undefined;
}

function applies(rule: Rule, finding: Finding, baseline: Place): boolean {
  const from = rule.from === 'threshold' ? finding.threshold : rule.from;
  return (
    rule.finding === finding.label &&
    from !== undefined &&
    finding.score >= from &&
    (rule.below === undefined || finding.score < rule.below) &&
    (rule.orderedAs === undefined || rule.orderedAs.includes(baseline))
  );
}

/** What the policy has to say of a finding. Where it has no rule for the label, the model's manifest may speak. */
function rulesFor(
  policy: Policy,
  finding: Finding,
  baseline: Place,
): Pick<Rule, 'priority' | 'dueMinutes'>[] {
  const written = policy.rules.filter((rule) => rule.finding === finding.label);
  if (written.length > 0) return written.filter((rule) => applies(rule, finding, baseline));
  return finding.positive && finding.priority !== undefined ? [{ priority: finding.priority }] : [];
}

function raisesOf(policy: Policy, { imageId, baseline, analyses }: TriagedImage): Raise[] {
  return findingsOf(analyses).flatMap((finding) =>
    rulesFor(policy, finding, baseline).map((rule) => ({
      dueMinutes: rule.dueMinutes,
      reason: {
        kind: 'finding' as const,
        place: rule.priority,
        imageId,
        label: finding.label,
        title: finding.title,
        score: finding.score,
        model: `${finding.model.id}@${finding.model.version}`,
      },
    })),
  );
}

/**
 * Where a study stands: the most urgent of what its images' orders and findings ask for. A finding can only raise;
 * nothing lowers a study under its baseline. A study of which no image was analysed is `unclassified` and keeps the
 * place that its order gives it.
 *
 * @param images at least one; the result does not depend on their order.
 */
export function decide(policy: Policy, images: readonly TriagedImage[]): Decision {
  const ordered = [...images].sort((a, b) => (a.imageId < b.imageId ? -1 : 1));
  const baseline = mostUrgent('routine', ...ordered.map((image) => image.baseline));
  const raises = ordered.flatMap((image) => raisesOf(policy, image));
  const place = mostUrgent(baseline, ...raises.map((raise) => raise.reason.place));
  const unanalysed = ordered.flatMap((image) => {
    const reason = notAnalysedReasonOf(image);
    return reason === undefined ? [] : [{ kind: 'not-analysed' as const, imageId: image.imageId, reason }];
  });
  // Of all places that it stands above as well: to be raised never gives more time, however the policy is written.
  const due = [
    ...places.slice(placeIndex(place)).map((one) => policy.dueMinutes[one]),
    ...raises.flatMap(({ dueMinutes }) => dueMinutes ?? []),
  ];
  return {
    priority: unanalysed.length === ordered.length ? 'unclassified' : place,
    place,
    dueMinutes: Math.min(...due),
    policyId: policy.id,
    reasons: [
      { kind: 'baseline', place: baseline },
      ...raises.map((raise) => raise.reason).sort((a, b) => placeIndex(a.place) - placeIndex(b.place)),
      ...unanalysed,
    ],
  };
}
