import { mostUrgent, type Place, type Priority, placeIndex, places } from '../../kernel/priority';
import type { Finding } from '../../models/analysis';
import { findingsOf } from '../../models/findings';
import type { RejectionCode } from '../../reasons/rejection';
import { curveMinutes } from './dueCurve';
import { notAnalysedReasonOf } from './notAnalysed';
import type { Policy } from './policySchema';
import type { TriagedImage } from './triagedImage';

type Rule = Policy['rules'][number];

/** Why a study has its place. `dashboard` and the API turn these into words. */
export type DecisionReason =
  | {
      readonly kind: 'baseline';
      readonly place: Place;
      /** Words of the orders that the policy does not know. */
      readonly unknownUrgency?: readonly string[] | undefined;
    }
  | {
      readonly kind: 'finding';
      readonly place: Place;
      readonly imageId: string;
      readonly label: string;
      readonly title: string;
      readonly score: number;
      readonly model: string;
    }
  /** The score whose curve decided the due time. */
  | {
      readonly kind: 'due-nearer';
      readonly imageId: string;
      readonly label: string;
      readonly title: string;
      readonly score: number;
      readonly model: string;
      readonly dueMinutes: number;
      /** What it would be by place and rules alone. */
      readonly otherwiseMinutes: number;
    }
  | { readonly kind: 'not-analysed'; readonly imageId: string; readonly reason: string }
  | { readonly kind: 'rejected'; readonly imageId: string; readonly code: RejectionCode }
  | { readonly kind: 'superseded'; readonly imageId: string };

export interface Decision {
  readonly priority: Priority;
  /** Where it is read: never below the baseline. */
  readonly place: Place;
  readonly dueMinutes: number;
  readonly policyId: string;
  readonly reasons: readonly DecisionReason[];
}

/**
 * The place that the order gives the study before any analysis: that of the most urgent word. One that the
 * policy does not know may mean anything, so it never makes a study less urgent than `unknownUrgency`.
 */
export function baselineOf(policy: Policy, orderUrgency: readonly string[] = []): Place {
  const [first, ...others] = orderUrgency.map(
    (word) => placeOfWord(policy, word) ?? mostUrgent(policy.unknownUrgency, policy.baseline),
  );
  return first === undefined ? policy.baseline : mostUrgent(first, ...others);
}

/** The words of an order that the policy does not know. */
export function unknownUrgencyOf(policy: Policy, orderUrgency: readonly string[] = []): string[] {
  return orderUrgency.filter((word) => placeOfWord(policy, word) === undefined);
}

function placeOfWord({ orderUrgency }: Policy, word: string): Place | undefined {
  return Object.hasOwn(orderUrgency, word) ? orderUrgency[word] : undefined;
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

/** What the policy says about a finding. If it has no rule for the label, the model's manifest may decide. */
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

type Scored = Omit<Extract<DecisionReason, { kind: 'due-nearer' }>, 'kind' | 'otherwiseMinutes'>;

/** What the curves make of an image's scores; a raised study keeps the curve of its order. */
function curvedOf({ dueCurves }: Policy, { imageId, analyses }: TriagedImage, baseline: Place): Scored[] {
  return findingsOf(analyses).flatMap(({ label, title, score, model }) =>
    dueCurves
      .filter((curve) => curve.finding === label && (curve.orderedAs?.includes(baseline) ?? true))
      .map((curve) => ({
        imageId,
        label,
        title,
        score,
        model: `${model.id}@${model.version}`,
        dueMinutes: curveMinutes(curve, score),
      })),
  );
}

/** An image of a study that is no longer read. */
interface AsideImage extends TriagedImage {
  readonly aside: { readonly why: 'superseded' } | { readonly why: 'rejected'; readonly code: RejectionCode };
}

/** What a study is decided by. */
export interface Decided {
  readonly images: readonly TriagedImage[];
  /** What has no picture. */
  readonly objects?: readonly TriagedImage[];
  readonly setAside?: readonly AsideImage[];
}

function byId<T extends TriagedImage>(images: readonly T[]): T[] {
  return [...images].sort((a, b) => (a.imageId < b.imageId ? -1 : 1));
}

function asideReason({ imageId, aside }: AsideImage): DecisionReason {
  return aside.why === 'rejected'
    ? { kind: 'rejected', imageId, code: aside.code }
    : { kind: 'superseded', imageId };
}

/**
 * Places a study by the most urgent of its images' orders and findings. A finding can only raise; nothing
 * lowers a study below its baseline. A study with no analysed image is `unclassified` and keeps the place
 * given by its order.
 *
 * What has no picture counts for its order, and an image that was rejected does, too: the order stays what it
 * was. A superseded version counts for nothing. The result does not depend on the order of the images.
 */
export function decide(policy: Policy, { images, objects = [], setAside = [] }: Decided): Decision {
  const ordered = byId(images);
  const aside = byId(setAside);
  const orders = [...ordered, ...objects, ...aside.filter((image) => image.aside.why === 'rejected')];
  const baseline = mostUrgent('routine', ...orders.map((image) => image.baseline));
  const unknown = [...new Set(orders.flatMap((image) => image.unknownUrgency ?? []))].sort();
  const raises = ordered.flatMap((image) => raisesOf(policy, image));
  const place = mostUrgent(baseline, ...raises.map((raise) => raise.reason.place));
  // A study without pictures says so; beside pictures, the lack of one is nothing to be told of.
  const unanalysed = (ordered.length > 0 ? ordered : byId(objects)).flatMap((image) => {
    const reason = notAnalysedReasonOf(image);
    return reason === undefined ? [] : [{ kind: 'not-analysed' as const, imageId: image.imageId, reason }];
  });
  // Also considers all lower places: being raised never gives a study more time, however the policy is
  // written.
  const due = [
    ...places.slice(placeIndex(place)).map((one) => policy.dueMinutes[one]),
    ...raises.flatMap(({ dueMinutes }) => dueMinutes ?? []),
  ];
  const otherwiseMinutes = Math.min(...due);
  const [soonest] = ordered
    .flatMap((image) => curvedOf(policy, image, baseline))
    .filter(({ dueMinutes }) => dueMinutes < otherwiseMinutes)
    .sort((a, b) => a.dueMinutes - b.dueMinutes);
  return {
    priority: unanalysed.length >= ordered.length ? 'unclassified' : place,
    place,
    dueMinutes: soonest?.dueMinutes ?? otherwiseMinutes,
    policyId: policy.id,
    reasons: [
      { kind: 'baseline', place: baseline, ...(unknown.length === 0 ? {} : { unknownUrgency: unknown }) },
      ...raises.map((raise) => raise.reason).sort((a, b) => placeIndex(a.place) - placeIndex(b.place)),
      ...(soonest === undefined ? [] : [{ kind: 'due-nearer' as const, ...soonest, otherwiseMinutes }]),
      ...unanalysed,
      ...aside.map(asideReason),
    ],
  };
}
