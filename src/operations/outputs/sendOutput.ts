import type { OutputTried } from '../../contract/steps';
import { ChangedOutsideError } from '../../domain/kernel/sealing/changedOutside';
import type { Answered, SendOutput } from '../../domain/outputs/answer';
import {
  answered,
  type Delivery,
  type Edition,
  editionIn,
  isDead,
  isDenied,
  isOver,
  kept,
  superseded,
  tried,
  withChanged,
  withEdition,
} from '../../domain/outputs/delivery';
import { nextTry } from '../../domain/outputs/nextTry';
import { type DueOutput, dueOutput } from '../../domain/outputs/occasion';
import type { OutputPlace, Receiver } from '../../domain/outputs/receiver';
import { standingOf } from '../../interchange/review';
import type { ResultsPort } from '../ports';
import { type AskGatewayDeps, createAskGateway } from './askGateway';
import type { MakeOutput } from './makeOutput';
import type { OutputsPort } from './ports';

export interface SendOutputDeps extends AskGatewayDeps {
  readonly results: Pick<ResultsPort, 'study'>;
  readonly outputs: OutputsPort;
  readonly make: MakeOutput;
  /** By name. */
  readonly receivers: ReadonlyMap<string, Receiver>;
  /** By the receiver's name; none for one behind a gateway. */
  readonly senders: ReadonlyMap<string, SendOutput>;
  /** From 0 to 1, not 1. */
  readonly chance: () => number;
}

/** A timer may fire up to a second early. */
const earlyMilliseconds = 1_000;

/**
 * One try to bring a receiver what it is to have of a study now. What was still to be sent of an earlier edition is
 * not sent any more. Each step is recorded before the next, so that it may be interrupted anywhere and run any number
 * of times: what is sent twice is the same bytes under the same ids.
 *
 * @returns when to try again; nothing once the receiver has the last edition, or refused it
 */
export function createSendOutput(deps: SendOutputDeps) {
  const { results, outputs, receivers, now } = deps;
  const askGateway = createAskGateway(deps);

  return async function sendOutput(place: OutputPlace): Promise<OutputTried> {
    const study = await results.study(place.studyId);
    if (study === undefined) return settled(place, undefined);
    const receiver = takerOf(receivers.get(place.receiver), place);
    if (receiver === undefined) return settled(place, await holdLast(place));
    const due = dueOutput(study, place.form, receiver.when, now());
    if (due === undefined) return settled(place, await changeKnown(place, superseded));
    const quietUntil = Date.parse(study.recordedAt) + receiver.quietSeconds * 1000;
    const isBegun = editionIn(await outputs.delivery(place), due.edition) !== undefined;
    if (!isBegun && due.study.reviews.length === 0 && quietUntil - earlyMilliseconds > Date.parse(now()))
      return { nextTryAt: new Date(quietUntil).toISOString() };
    const next = await advance(place, receiver, due);
    return next ?? afterLater(place, receiver, due);
  };

  /** @returns undefined once nothing more is to be done about this edition */
  async function advance(
    place: OutputPlace,
    receiver: Receiver,
    due: DueOutput,
  ): Promise<OutputTried | undefined> {
    const { edition, study } = due;
    const { version } = study;
    const { isVerified: isFinal } = standingOf(study);
    let delivery = await outputs.change(place, (known) =>
      withEdition(known, { edition, version, isFinal }, now()),
    );
    delivery = await made(place, receiver, due, delivery);
    const current = editionOf(delivery, edition);
    const isEarly =
      current.nextTryAt !== undefined &&
      Date.parse(current.nextTryAt) - earlyMilliseconds > Date.parse(now());
    if (!isOver(current) && !isEarly) {
      const send = deps.senders.get(receiver.name);
      delivery = await (send
        ? trySender(place, receiver, current, send)
        : askGateway(place, receiver, current));
    }
    const after = editionOf(delivery, edition);
    if (after.nextTryAt !== undefined) {
      await noteDenied(place, current, after);
      return { nextTryAt: after.nextTryAt };
    }
    await settled(place, delivery);
    return undefined;
  }

  /** What came while this edition was on its way is sent next; its note may just have been removed. */
  async function afterLater(
    place: OutputPlace,
    receiver: Receiver,
    { edition }: DueOutput,
  ): Promise<OutputTried> {
    const study = await results.study(place.studyId);
    const later = study && dueOutput(study, place.form, receiver.when, now());
    if (later === undefined || later.edition === edition) return {};
    await outputs.mark('open', place);
    return { nextTryAt: now() };
  }

  async function made(
    place: OutputPlace,
    receiver: Receiver,
    due: DueOutput,
    delivery: Delivery,
  ): Promise<Delivery> {
    const current = editionOf(delivery, due.edition);
    if (isOver(current) || current.objects.length > 0) return delivery;
    const result = await deps.make(place, receiver, due, delivery, current);
    if ('state' in result)
      return changed(place, due.edition, (one) => kept(one, result.state, result.reason));
    const objects = await outputs.keep(place, due.edition, result);
    return changed(place, due.edition, (one) => ({ ...one, objects }));
  }

  async function trySender(
    place: OutputPlace,
    receiver: Receiver,
    edition: Edition,
    send: SendOutput,
  ): Promise<Delivery> {
    const objects = await Promise.all(edition.objects.map(objectOf));
    const number = edition.tries + 1;
    await deps.trail.outputSent(place, edition, number);
    const begun = editionOf(
      await changed(place, edition.edition, (one) => tried(one, now())),
      edition.edition,
    );
    const answer = await send(objects);
    await deps.trail.outputAnswered(place, edition, number, answer);
    const next = answer.outcome === 'again' ? again(receiver, begun, answer) : undefined;
    const { retryAfterSeconds: _, ...said } = answer;
    return changed(place, edition.edition, (one) => answered(one, said, now(), next));
  }

  function again(receiver: Receiver, edition: Edition, { retryAfterSeconds }: Answered): string | undefined {
    const { retryDays } = receiver;
    const { triesSince, since } = edition;
    return nextTry({
      tries: triesSince,
      since,
      now: now(),
      retryDays,
      retryAfterSeconds,
      chance: deps.chance(),
    });
  }

  async function objectOf({ blob, sopInstanceUid }: Edition['objects'][number]) {
    const bytes = await outputs.object(blob);
    if (bytes === undefined) throw new ChangedOutsideError('outputs', blob);
    return { bytes, sopInstanceUid };
  }

  function changed(
    place: OutputPlace,
    edition: string,
    change: (one: Edition) => Edition,
  ): Promise<Delivery> {
    return outputs.change(place, (known) => withChanged(known, edition, change));
  }

  async function changeKnown(place: OutputPlace, change: (known: Delivery) => Delivery) {
    const known = await outputs.delivery(place);
    return known && outputs.change(place, change);
  }

  function holdLast(place: OutputPlace): Promise<Delivery | undefined> {
    return changeKnown(place, (known) => {
      const last = known.editions.at(-1);
      if (last === undefined || isOver(last)) return known;
      return withChanged(known, last.edition, (one) => kept(one, 'held', 'no-such-receiver'));
    });
  }

  /** Somebody has to hear of a receiver that does not let the app in, long before it is given up. */
  async function noteDenied(place: OutputPlace, before: Edition, after: Edition): Promise<void> {
    if (isDenied(after)) await outputs.mark('denied', place);
    else if (wasDenied(before)) await outputs.unmark('denied', place);
  }

  /** Puts the notes right that follow from a delivery of which nothing waits. */
  async function settled(place: OutputPlace, delivery: Delivery | undefined): Promise<OutputTried> {
    const last = delivery?.editions.at(-1);
    await (last !== undefined && isDead(last) ? outputs.mark('dead', place) : outputs.unmark('dead', place));
    if (delivery?.editions.some(wasDenied)) await outputs.unmark('denied', place);
    await outputs.withdrawOrder(place);
    await outputs.unmark('open', place);
    return {};
  }
}

function wasDenied({ lastTries }: Edition): boolean {
  return lastTries.some(({ answer }) => answer?.code === 'not-allowed');
}

/** Undefined if the receiver is not configured, or takes no such output. */
function takerOf(receiver: Receiver | undefined, { form }: OutputPlace): Receiver | undefined {
  return receiver?.forms.some((one) => one === form) ? receiver : undefined;
}

function editionOf(delivery: Delivery, edition: string): Edition {
  const found = editionIn(delivery, edition);
  if (found === undefined) throw new Error('an edition is gone from its delivery');
  return found;
}
