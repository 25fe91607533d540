import type { GatewayAnswer } from '../../contract/gateway';
import { sha256OfJson } from '../../domain/kernel/sealing/commitment';
import type { Answer } from '../../domain/outputs/answer';
import { answered, type Delivery, type Edition, tried, withChanged } from '../../domain/outputs/delivery';
import { mediaTypeOf } from '../../domain/outputs/form';
import { nextLook } from '../../domain/outputs/nextTry';
import type { OutputPlace, Receiver } from '../../domain/outputs/receiver';
import type { OutputTrail } from '../audit/outputTrail';
import type { Clock } from '../ports';
import type { GatewayAnswersPort, OutputsPort } from './ports';

export interface AskGatewayDeps {
  readonly outputs: Pick<OutputsPort, 'change' | 'putOrder'>;
  readonly answers: GatewayAnswersPort;
  readonly trail: OutputTrail;
  readonly now: Clock;
}

const handedOver: Answer = { outcome: 'again', code: 'handed-over' };

/** Names an order for good; one that somebody has sent again is another order. */
export function orderIdOf({ studyId, receiver, form }: OutputPlace, { edition, resends }: Edition): string {
  return sha256OfJson([studyId, receiver, form, edition, resends]);
}

/** Hands an output to the gateway; after that, looks what the gateway says of it. */
export function createAskGateway({ outputs, answers, trail, now }: AskGatewayDeps) {
  return async (place: OutputPlace, receiver: Receiver, edition: Edition): Promise<Delivery> => {
    const orderId = orderIdOf(place, edition);
    const next = () => nextLook({ ...edition, retryDays: receiver.retryDays, now: now() });
    const record = (change: (one: Edition) => Edition) =>
      outputs.change(place, (known) => withChanged(known, edition.edition, change));
    if (edition.triesSince === 0) {
      await trail.outputSent(place, edition, edition.tries + 1);
      await outputs.putOrder(place, orderOf(place, edition, orderId, now()));
      return record((one) => answered(tried(one, now()), handedOver, now(), next()));
    }
    const said = await answers.answer(orderId);
    const last = edition.lastTries.at(-1)?.answer;
    const answer = said === undefined ? (last ?? handedOver) : answerIn(said, edition);
    if (said !== undefined && differs(answer, last)) {
      const which = said === 'malformed' ? said : `${said.tries} ${said.code}`;
      await trail.outputAnswered(place, edition, edition.tries, answer, which);
    }
    const at = last !== undefined && !differs(answer, last) ? last.at : now();
    const after = await record((one) =>
      answered(one, answer, at, answer.outcome === 'again' ? next() : undefined),
    );
    if (answer.outcome !== 'again') await answers.forget(orderId);
    return after;
  };
}

function orderOf(place: OutputPlace, { objects }: Edition, orderId: string, orderedAt: string) {
  const { receiver, form } = place;
  const mediaType = mediaTypeOf(form);
  if (mediaType === 'application/fhir+json') throw new Error('a gateway sends no FHIR');
  return { schemaVersion: 1 as const, orderId, receiver, form, mediaType, orderedAt, objects };
}

/** A final answer counts only for the objects that were ordered. */
function answerIn(said: GatewayAnswer | 'malformed', { objects }: Edition): Answer {
  const isOfThese =
    said !== 'malformed' && String(said.sha256) === String(objects.map(({ sha256 }) => sha256));
  if (said === 'malformed' || (said.outcome === 'accepted' && !isOfThese))
    return { outcome: 'again', code: 'not-understood' };
  const { outcome, code, status, text } = said;
  return {
    outcome,
    code,
    ...(status === undefined ? {} : { status }),
    ...(text === undefined ? {} : { text }),
  };
}

function differs(answer: Answer, last: Answer | undefined): boolean {
  return answer.code !== last?.code || answer.status !== last.status || answer.outcome !== last.outcome;
}
