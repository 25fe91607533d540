import { z } from 'zod';
import { type Answer, answerSchema } from './answer';
import { outputForms } from './form';
import { receiverNameSchema } from './receiver';

const time = z.iso.datetime();
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * `waiting`: it was not delivered yet. `delivered`, `refused`: the receiver's last word. `given-up`: it was tried for
 * as long as the receiver's settings say. `held`: something about the study keeps it from being sent. `nothing`: there
 * is nothing of that form to send. `superseded`: a later edition took its place.
 */
export const deliveryStates = [
  'waiting',
  'delivered',
  'refused',
  'given-up',
  'held',
  'nothing',
  'superseded',
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Those that nobody works on and that somebody has to look at. */
export const deadStates = ['refused', 'given-up', 'held'] as const satisfies readonly DeliveryState[];

/** Why something is held, or why there is nothing to send. */
export const holdReasons = [
  'no-dicom',
  'no-pictures',
  'no-heat-map',
  'patients-differ',
  'changed-outside',
  'undecodable-header',
  'no-such-receiver',
] as const;
export type HoldReason = (typeof holdReasons)[number];

export const outputObjectSchema = z.strictObject({
  /** Its blob in `outputs`. */
  blob: z.string(),
  sha256: hash,
  bytes: z.number().int().positive(),
  /** Of a DICOM object. */
  sopClass: z.string().optional(),
  sopInstanceUid: z.string().optional(),
  seriesInstanceUid: z.string().optional(),
});

const trySchema = z.strictObject({
  /** From 1. */
  number: z.number().int().positive(),
  at: time,
  /** Absent: not known, since the process ended meanwhile. */
  answer: answerSchema.extend({ at: time }).optional(),
});

const editionSchema = z.strictObject({
  edition: z.string(),
  version: z.number().int().positive(),
  /** Whether a clinician answers for it. */
  isFinal: z.boolean(),
  /** Whether the receiver was probably sent a final one before: then this one corrects it. */
  corrects: z.boolean(),
  /** When it was made; messages say so. */
  madeAt: time,
  /** Empty as long as it is not made. */
  objects: z.array(outputObjectSchema),
  state: z.enum(deliveryStates),
  reason: z.enum(holdReasons).optional(),
  /** How often somebody had it sent again. */
  resends: z.number().int().nonnegative(),
  /** Since when it is tried, this time; and how often. */
  since: time,
  triesSince: z.number().int().nonnegative(),
  tries: z.number().int().nonnegative(),
  nextTryAt: time.optional(),
  /** The last ones; the audit log has all. */
  lastTries: z.array(trySchema),
});

/** `outputs/studies/{studyId}/{receiver}/{form}.json`: what became of one output at one receiver. */
export const deliverySchema = z.strictObject({
  schemaVersion: z.literal(1),
  studyId: hash,
  receiver: receiverNameSchema,
  form: z.enum(outputForms),
  /** In the order in which they came. */
  editions: z.array(editionSchema),
});

export type Delivery = z.infer<typeof deliverySchema>;
export type Edition = Delivery['editions'][number];
export type OutputObject = z.infer<typeof outputObjectSchema>;

const keptTries = 20;
const keptEditions = 50;

export function isOver({ state }: Edition): boolean {
  return state !== 'waiting';
}

export function isDead({ state }: Edition): boolean {
  return deadStates.some((one) => one === state);
}

/**
 * Notes of what is still to be sent, of what lies dead, and of what waits since the receiver does not let the app in:
 * all follow from the deliveries.
 */
export const outputMarks = ['open', 'dead', 'denied'] as const;
export type OutputMark = (typeof outputMarks)[number];

/** Whether it waits since the receiver does not let the app in, which somebody has to see to. */
export function isDenied({ state, lastTries }: Edition): boolean {
  return state === 'waiting' && lastTries.at(-1)?.answer?.code === 'not-allowed';
}

/** Whether somebody has to do something about it. */
export function needsSomebody(one: Edition): boolean {
  return isDead(one) || isDenied(one);
}

const unsureCodes: ReadonlySet<string> = new Set(['no-answer', 'not-understood', 'handed-over']);

/** Whether the receiver may have it: it said so, or what it made of a try is not known. */
export function mayHave({ state, lastTries }: Edition): boolean {
  const isUnsure = ({ answer }: Edition['lastTries'][number]) =>
    answer === undefined || unsureCodes.has(answer.code);
  return state === 'delivered' || lastTries.some(isUnsure);
}

export function editionIn(delivery: Delivery | undefined, edition: string): Edition | undefined {
  return delivery?.editions.find((one) => one.edition === edition);
}

/** The last one that the receiver has. */
export function lastDelivered({ editions }: Delivery): Edition | undefined {
  return editions.findLast(({ state }) => state === 'delivered');
}

/** With the edition in place of what waits or lies dead; the same object if it is there. */
export function withEdition(
  delivery: Delivery,
  begun: { readonly edition: string; readonly version: number; readonly isFinal: boolean },
  now: string,
): Delivery {
  if (editionIn(delivery, begun.edition) !== undefined) return delivery;
  const corrects = delivery.editions.some((one) => one.isFinal && mayHave(one));
  const before = superseded(delivery).editions;
  const next: Edition = {
    ...begun,
    corrects,
    madeAt: now,
    objects: [],
    state: 'waiting',
    resends: 0,
    since: now,
    triesSince: 0,
    tries: 0,
    lastTries: [],
  };
  return { ...delivery, editions: [...before, next].slice(-keptEditions) };
}

/** What waits or lies dead is not sent any more. */
export function superseded(delivery: Delivery, but?: string): Delivery {
  const isLeft = (one: Edition) => one.edition !== but && (!isOver(one) || isDead(one));
  if (!delivery.editions.some(isLeft)) return delivery;
  const editions = delivery.editions.map((one): Edition => {
    const { nextTryAt: _, ...rest } = one;
    return isLeft(one) ? { ...rest, state: 'superseded' } : one;
  });
  return { ...delivery, editions };
}

/** With one edition changed. */
export function withChanged(
  delivery: Delivery,
  edition: string,
  change: (one: Edition) => Edition,
): Delivery {
  const editions = delivery.editions.map((one) => (one.edition === edition ? change(one) : one));
  return { ...delivery, editions };
}

/** A try that is about to begin. */
export function tried(one: Edition, now: string): Edition {
  const number = one.tries + 1;
  return {
    ...one,
    tries: number,
    triesSince: one.triesSince + 1,
    lastTries: [...one.lastTries, { number, at: now }].slice(-keptTries),
  };
}

/** What came of the last try. @param nextTryAt absent after a try that may go better later: it is given up */
export function answered(one: Edition, answer: Answer, now: string, nextTryAt: string | undefined): Edition {
  const { nextTryAt: _, ...rest } = one;
  const { outcome } = answer;
  const lastTries = one.lastTries.map((tried) =>
    tried.number === one.tries ? { ...tried, answer: { ...answer, at: now } } : tried,
  );
  if (outcome === 'again')
    return nextTryAt === undefined
      ? { ...rest, state: 'given-up', lastTries }
      : { ...rest, lastTries, nextTryAt };
  return { ...rest, state: outcome === 'accepted' ? 'delivered' : 'refused', lastTries };
}

/** It is not sent, for a reason that lies in the study. */
export function kept(one: Edition, state: 'held' | 'nothing', reason: HoldReason): Edition {
  const { nextTryAt: _, ...rest } = one;
  return { ...rest, state, reason };
}

/** To be sent again now, since somebody asks for it; the same object if there is nothing to do about it. */
export function resent(delivery: Delivery, now: string): Delivery {
  const last = delivery.editions.at(-1);
  if (last === undefined || !needsSomebody(last)) return delivery;
  return withChanged(delivery, last.edition, ({ reason: _, nextTryAt: __, ...one }) => ({
    ...one,
    state: 'waiting',
    resends: one.resends + 1,
    since: now,
    triesSince: 0,
  }));
}
