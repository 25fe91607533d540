import type { Answered, ObjectToSend } from '../../../src/domain/outputs/answer';
import type { Delivery, Edition } from '../../../src/domain/outputs/delivery';
import type { OutputForm } from '../../../src/domain/outputs/form';
import { type Receiver, receiverSchema } from '../../../src/domain/outputs/receiver';
import { withReview } from '../../../src/domain/study/studyRecord';
import { objectsOf } from '../../../src/operations/interchange/objectsOf';
import type { MakeOutput } from '../../../src/operations/outputs/makeOutput';
import { createResendOutput } from '../../../src/operations/outputs/resendOutput';
import { createSendOutput } from '../../../src/operations/outputs/sendOutput';
import { sampleReport, sampleReview } from '../../interchange/sampleReport';
import { memoryOutputs } from '../../support/memoryOutputs';

const sample = sampleReport();
const { studyId } = sample.study;
const accepted: Answered = { outcome: 'accepted', code: 'accepted' };
const later = '2026-01-02T10:20:00.000Z';

const hl7 = { kind: 'hl7', host: 'ris', port: 2575, tls: false };
const stow = { kind: 'stow', url: 'https://pacs' };

/** A site with one receiver, whose answers are scripted. */
function site(settings: object = {}, form: OutputForm = 'oru') {
  const outputs = memoryOutputs();
  const script: Answered[] = [];
  const sent: string[] = [];
  const recorded: string[] = [];
  const common = { name: 'ris', quietSeconds: 0, forms: [form] };
  const receiver: Receiver = receiverSchema.parse({
    ...common,
    ...('kind' in settings ? {} : hl7),
    ...settings,
  });
  const place = { studyId, receiver: 'ris', form };
  const state = { study: sample.study as typeof sample.study | undefined, now: later };
  const make: MakeOutput = async (_, __, { study }, delivery, { madeAt, corrects }) => {
    const [object] = delivery.editions.findLast(({ state: how }) => how === 'delivered')?.objects ?? [];
    const { sopInstanceUid = '', seriesInstanceUid = '' } = object ?? {};
    const replaces = form === 'sr' && object ? { replaces: { sopInstanceUid, seriesInstanceUid } } : {};
    return objectsOf({ ...sample, study, ...replaces }, form, [], { sentAt: madeAt, corrects });
  };
  const receivers = new Map([[receiver.name, receiver]]);
  const send = async (objects: readonly ObjectToSend[]) => {
    sent.push(...objects.map(({ bytes }) => Buffer.from(bytes).toString('latin1')));
    return script.shift() ?? accepted;
  };
  const sendOutput = createSendOutput({
    results: { study: async () => state.study },
    outputs,
    answers: outputs.answers,
    make,
    receivers,
    senders: receiver.kind === 'gateway' ? new Map() : new Map([['ris', send]]),
    trail: {
      outputSent: async (_, { edition }, number) => void recorded.push(`sent ${edition} ${number}`),
      outputAnswered: async (_, { edition }, number, { code }) =>
        void recorded.push(`answered ${edition} ${number} ${code}`),
    },
    now: () => state.now,
    chance: () => 0,
  });
  const editions = async (): Promise<Edition[]> => (await outputs.delivery(place))?.editions ?? [];
  return {
    outputs,
    script,
    sent,
    recorded,
    receivers,
    place,
    state,
    editions,
    send: () => sendOutput(place),
  };
}

const again: Answered = {
  outcome: 'again',
  code: 'receiver-error',
  status: 'AE 207',
  text: 'said of SYNTHETIC^X',
};

test('a failure is tried again with the same bytes, and each try is recorded before and after', async () => {
  const { send, script, sent, recorded, state, editions, outputs } = site();
  script.push(again);
  expect(await send()).toEqual({ nextTryAt: '2026-01-02T10:20:05.000Z' });
  // Whoever looks before the time sends nothing.
  expect(await send()).toEqual({ nextTryAt: '2026-01-02T10:20:05.000Z' });
  state.now = '2026-01-02T10:20:05.000Z';
  expect(await send()).toEqual({});
  expect(sent).toHaveLength(2);
  expect(sent[0]).toBe(sent[1]);
  expect(recorded).toEqual([
    'sent v1 1',
    'answered v1 1 receiver-error',
    'sent v1 2',
    'answered v1 2 accepted',
  ]);
  expect(await editions()).toMatchObject([{ state: 'delivered', tries: 2 }]);
  expect(await send()).toEqual({});
  expect(sent).toHaveLength(2);
  expect([...outputs.marks.open, ...outputs.marks.dead]).toEqual([]);
});

test('the receiver can ask to be left alone', async () => {
  const { send, script } = site();
  script.push({ ...again, retryAfterSeconds: 7200 });
  expect(await send()).toEqual({ nextTryAt: '2026-01-02T12:20:00.000Z' });
});

test('a refusal is a dead letter at once; so is what failed for too long; both are sent again on request', async () => {
  const { send, script, state, editions, outputs, place } = site();
  const resend = createResendOutput({
    outputs,
    identity: { knownSalt: async () => 'salt' },
    audit: { record: async () => {} },
    now: () => state.now,
  });
  const actor = { subject: 'admin', kind: 'cli' as const };
  script.push({ outcome: 'refused', code: 'rejected', status: 'AR' });
  expect(await send()).toEqual({});
  expect(await editions()).toMatchObject([{ state: 'refused' }]);
  expect(outputs.marks.dead.size).toBe(1);
  expect(await send()).toEqual({});

  expect(await resend(place, actor)).toBe(true);
  expect([outputs.marks.dead.size, outputs.marks.open.size]).toEqual([0, 1]);
  expect(await resend(place, actor)).toBe(false);
  script.push(again, again);
  expect((await send()).nextTryAt).toBeDefined();
  state.now = '2026-01-08T10:20:00.000Z';
  expect(await send()).toEqual({});
  expect(await editions()).toMatchObject([{ state: 'given-up', tries: 3, resends: 1 }]);

  expect(await resend(place, actor)).toBe(true);
  expect(await send()).toEqual({});
  expect(await editions()).toMatchObject([{ state: 'delivered', tries: 4 }]);
  expect(outputs.marks.dead.size).toBe(0);
});

test('HL7: preliminary, final by the review, and a correction of what was final', async () => {
  const { send, sent, state, editions } = site();
  await send();
  state.study = withReview(sample.study, sampleReview);
  await send();
  state.study = { ...state.study, version: 2, recordedAt: '2026-01-02T10:15:00.000Z' };
  await send();
  expect(sent.map((message) => /\rOBR(?:\|[^|\r]*){25}/.exec(message)?.[0]?.at(-1))).toEqual(['P', 'F', 'C']);
  expect((await editions()).map(({ edition, state: how, corrects }) => [edition, how, corrects])).toEqual([
    ['v1', 'delivered', false],
    [`v1-${sampleReview.reviewId}`, 'delivered', false],
    ['v2', 'delivered', true],
  ]);
});

test('what was never delivered is not corrected; what may have been is', async () => {
  for (const [code, corrects] of [
    ['unreachable', false],
    ['no-answer', true],
  ] as const) {
    const { send, script, state, editions } = site();
    state.study = withReview(sample.study, sampleReview);
    script.push({ outcome: 'again', code });
    await send();
    state.study = { ...state.study, version: 2 };
    await send();
    expect(await editions()).toMatchObject([
      { state: 'superseded', isFinal: true },
      { state: 'delivered', corrects },
    ]);
  }
});

test('a structured report names the one that the receiver has as its predecessor', async () => {
  const { send, sent, state, editions } = site(stow, 'sr');
  await send();
  state.study = withReview(sample.study, sampleReview);
  await send();
  const [first, second] = await editions();
  expect(first?.objects[0]?.sopInstanceUid).not.toBe(second?.objects[0]?.sopInstanceUid);
  expect(sent[0]?.split(first?.objects[0]?.sopInstanceUid ?? '')).toHaveLength(3);
  expect(sent[1]).toContain(first?.objects[0]?.sopInstanceUid);
});

test('a review is sent once it can no longer be withdrawn', async () => {
  const { send, state, editions } = site();
  const undoUntil = '2026-01-02T10:32:00.000Z';
  state.study = withReview(sample.study, { ...sampleReview, undoUntil });
  state.now = '2026-01-02T10:31:00.000Z';
  await send();
  expect(await editions()).toMatchObject([{ edition: 'v1', isFinal: false }]);
  state.now = '2026-01-02T10:32:01.000Z';
  await send();
  expect(await editions()).toMatchObject([{}, { isFinal: true, state: 'delivered' }]);
});

test('a version waits for the next one, as a study comes image by image', async () => {
  const { send, state, sent } = site({ quietSeconds: 30 });
  state.now = '2026-01-02T10:13:10.000Z';
  expect(await send()).toEqual({ nextTryAt: '2026-01-02T10:13:30.000Z' });
  state.study = { ...sample.study, version: 2, recordedAt: '2026-01-02T10:13:20.000Z' };
  state.now = '2026-01-02T10:13:50.000Z';
  expect(await send()).toEqual({});
  expect(sent).toHaveLength(1);
});

test('a version that came while an earlier one was sent is next, although its note was just removed', async () => {
  const { send, script, state, outputs, editions } = site();
  script.push(accepted);
  const { study } = state;
  Object.defineProperty(state, 'study', {
    get: () => {
      const count = outputs.objects.size;
      return study && (count === 0 ? study : { ...study, version: 2 });
    },
  });
  expect(await send()).toEqual({ nextTryAt: later });
  expect(outputs.marks.open.size).toBe(1);
  await send();
  expect((await editions()).map(({ edition }) => edition)).toEqual(['v1', 'v2']);
});

test('only what the receiver wants, and when it wants it', async () => {
  const { send, state, sent } = site({ when: ['review'] });
  expect(await send()).toEqual({});
  expect(sent).toEqual([]);
  state.study = withReview(sample.study, sampleReview);
  await send();
  expect(sent).toHaveLength(1);
});

test('a receiver that is no longer configured holds what is left for it', async () => {
  const { send, script, receivers, editions, outputs } = site();
  script.push(again);
  await send();
  receivers.clear();
  expect(await send()).toEqual({});
  expect(await editions()).toMatchObject([{ state: 'held', reason: 'no-such-receiver' }]);
  expect(outputs.marks.dead.size).toBe(1);
});

test('nothing of an erased study is sent', async () => {
  const { send, state, sent } = site();
  state.study = undefined;
  expect(await send()).toEqual({});
  expect(sent).toEqual([]);
});

describe('a gateway', () => {
  const settings = { kind: 'gateway', application: 'RIS' };
  const orderIn = ({ outputs }: ReturnType<typeof site>) => {
    const [order] = outputs.orders.values();
    if (order === undefined) throw new Error('there is no order');
    return order;
  };
  const answer = (from: ReturnType<typeof site>, more: object) => {
    const { orderId, objects } = orderIn(from);
    from.outputs.said.set(orderId, {
      schemaVersion: 1,
      orderId,
      sha256: objects.map(({ sha256 }) => sha256),
      tries: 1,
      at: later,
      ...accepted,
      ...more,
    });
  };

  test('is handed an order, asked until it has a final answer, and then has none', async () => {
    const one = site(settings);
    expect(await one.send()).toEqual({ nextTryAt: '2026-01-02T10:20:10.000Z' });
    expect(orderIn(one)).toMatchObject({ receiver: 'ris', form: 'oru', mediaType: 'application/hl7-v2' });
    one.state.now = '2026-01-02T10:20:10.000Z';
    answer(one, { outcome: 'again', code: 'unreachable', status: 'ECONNREFUSED' });
    expect(await one.send()).toEqual({ nextTryAt: '2026-01-02T10:20:20.000Z' });
    one.state.now = '2026-01-02T10:20:20.000Z';
    await one.send();
    answer(one, { tries: 2 });
    one.state.now = '2026-01-02T10:20:30.000Z';
    expect(await one.send()).toEqual({});
    expect(await one.editions()).toMatchObject([{ state: 'delivered' }]);
    expect([one.outputs.orders.size, one.outputs.said.size]).toEqual([0, 0]);
    expect(one.recorded).toEqual(['sent v1 1', 'answered v1 1 unreachable', 'answered v1 1 accepted']);
  });

  test('is not believed about other bytes, or garbage', async () => {
    const one = site(settings);
    await one.send();
    one.state.now = '2026-01-02T10:21:00.000Z';
    answer(one, { sha256: ['0'.repeat(64)] });
    expect((await one.send()).nextTryAt).toBeDefined();
    one.outputs.said.set(orderIn(one).orderId, 'malformed');
    one.state.now = '2026-01-02T10:22:00.000Z';
    expect((await one.send()).nextTryAt).toBeDefined();
    expect(await one.editions()).toMatchObject([{ state: 'waiting' }]);
  });

  test('has a later version in place of an earlier one, and another order once it is sent again', async () => {
    const one = site(settings);
    await one.send();
    const { orderId: first } = orderIn(one);
    one.state.study = { ...sample.study, version: 2 };
    await one.send();
    const { orderId: second } = orderIn(one);
    expect(second).not.toBe(first);
    expect(one.outputs.orders.size).toBe(1);
    answer(one, { outcome: 'refused', code: 'rejected', status: 'AR' });
    one.state.now = '2026-01-02T10:30:00.000Z';
    await one.send();
    expect(await one.editions()).toMatchObject([{ state: 'superseded' }, { state: 'refused' }] as Partial<
      Delivery['editions'][number]
    >[]);
    const { outputs, state, place } = one;
    await createResendOutput({
      outputs,
      identity: { knownSalt: async () => 'salt' },
      audit: { record: async () => {} },
      now: () => state.now,
    })(place, { subject: 'admin', kind: 'cli' });
    await one.send();
    expect(orderIn(one).orderId).not.toBe(second);
  });
});

test('a receiver that does not let the app in is tried for days, and somebody hears of it at once', async () => {
  const { send, script, state, editions, outputs, place } = site();
  const resend = createResendOutput({
    outputs,
    identity: { knownSalt: async () => 'salt' },
    audit: { record: async () => {} },
    now: () => state.now,
  });
  const denied: Answered = { outcome: 'again', code: 'not-allowed', status: '401' };
  const denials = () => [...outputs.marks.denied];
  script.push(denied, denied, again, denied);
  const { nextTryAt = '' } = await send();
  expect(denials()).toHaveLength(1);
  expect([...outputs.marks.dead]).toEqual([]);
  state.now = nextTryAt;
  const later = await send();
  expect(denials()).toHaveLength(1);
  // Once the receiver fails otherwise, its doing is not the app's credential any more.
  state.now = later.nextTryAt ?? '';
  state.now = (await send()).nextTryAt ?? '';
  expect(denials()).toEqual([]);
  await send();
  expect(denials()).toHaveLength(1);
  // The secret is renewed, and somebody does not want to wait for the next try.
  expect(await resend(place, { subject: 'admin', kind: 'caller' })).toBe(true);
  expect(await send()).toEqual({});
  expect(await editions()).toMatchObject([{ state: 'delivered', tries: 5, resends: 1 }]);
  expect([denials(), [...outputs.marks.open]]).toEqual([[], []]);
});
