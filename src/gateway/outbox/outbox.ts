import type { GatewayAnswer, GatewayOrder } from '../../contract/gateway';
import type { Answer } from '../../domain/outputs/answer';
import type { Receiver } from '../config/gatewayConfig';
import type { Ledger } from '../ledger/ledger';
import type { OrderedObject, Orders } from './orders';

/** Sends the objects of an order, once. Never throws: whatever goes wrong is an answer. */
export type SendOrder = (receiver: Receiver, objects: readonly OrderedObject[]) => Promise<Answer>;

export interface OutboxDeps {
  readonly orders: Orders;
  readonly ledger: Ledger;
  readonly receivers: readonly Receiver[];
  readonly send: SendOrder;
  readonly pollSeconds: number;
  readonly log: (line: string) => void;
  readonly describe: (error: unknown) => string;
}

/** What happened since the start, at one receiver. */
export interface ReceiverCounts {
  delivered: number;
  refused: number;
  failed: number;
}

const second = 1_000;
const firstPause = 15 * second;
const longestPause = 900 * second;

/**
 * The way back: looks for orders, sends their objects to receivers in the hospital, and answers. An order is sent until
 * it is accepted, refused, or withdrawn. An answer is in the ledger before it is in the storage, so that what was accepted
 * is not sent again because the storage went away.
 */
export class Outbox {
  readonly counts: ReadonlyMap<string, ReceiverCounts>;
  /** Undefined while all receivers take what they are sent. */
  readonly problems = new Map<string, string>();
  private readonly pauses = new Map<string, { until: number; milliseconds: number }>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private isStopped = false;

  constructor(private readonly deps: OutboxDeps) {
    this.counts = new Map(deps.receivers.map(({ name }) => [name, { delivered: 0, refused: 0, failed: 0 }]));
  }

  start(): void {
    if (this.deps.receivers.length > 0) this.poll();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private poll(): void {
    this.running = this.look().then(() => {
      this.running = undefined;
      if (!this.isStopped) this.timer = setTimeout(() => this.poll(), this.deps.pollSeconds * second);
    });
  }

  /** One receiver that is slow or away holds up no other one. */
  private async look(): Promise<void> {
    await Promise.all(this.deps.receivers.map((receiver) => this.lookFor(receiver)));
  }

  private async lookFor(receiver: Receiver): Promise<void> {
    const { orders, log, describe } = this.deps;
    try {
      for await (const order of orders.of(receiver.name, (name) =>
        log(`${name} is no order that can be read.`),
      )) {
        if (this.isStopped) return;
        await this.attend(receiver, order);
      }
    } catch (error) {
      this.trouble(receiver.name, describe(error));
    }
  }

  private async attend(receiver: Receiver, order: GatewayOrder): Promise<void> {
    const { ledger, orders } = this.deps;
    const known = ledger.delivery(order.orderId);
    if (known !== undefined && known.outcome !== 'again') {
      // The app may not have seen it: writing it again does no harm.
      await orders.answer(known);
      return;
    }
    if ((this.pauses.get(order.orderId)?.until ?? 0) > Date.now()) return;
    const answer = await this.tryOnce(receiver, order, (known?.tries ?? 0) + 1);
    ledger.delivered(answer);
    this.note(receiver.name, answer);
    await orders.answer(answer);
  }

  private async tryOnce(receiver: Receiver, order: GatewayOrder, tries: number): Promise<GatewayAnswer> {
    const objects = await this.deps.orders.objectsOf(order);
    // A later version may replace them right now; the order is withdrawn then.
    const answer: Answer =
      objects === undefined
        ? { outcome: 'again', code: 'not-found' }
        : await this.deps.send(receiver, objects);
    return {
      schemaVersion: 1,
      orderId: order.orderId,
      ...answer,
      sha256: (objects ?? []).map(({ sha256 }) => sha256),
      tries,
      at: new Date().toISOString(),
    };
  }

  private note(name: string, { orderId, outcome, code, status }: GatewayAnswer): void {
    const counts = this.counts.get(name);
    const said = status === undefined ? code : `${code}, ${status}`;
    if (outcome === 'again') {
      const { milliseconds = 0 } = this.pauses.get(orderId) ?? {};
      const next = Math.min(Math.max(2 * milliseconds, firstPause), longestPause);
      this.pauses.set(orderId, { until: Date.now() + next, milliseconds: next });
      if (counts) counts.failed += 1;
      this.trouble(name, `An output could not be sent (${said}); it is tried again.`);
      return;
    }
    this.pauses.delete(orderId);
    this.problems.delete(name);
    if (counts) counts[outcome === 'accepted' ? 'delivered' : 'refused'] += 1;
    this.deps.log(`${name}: an output was ${outcome} (${said}).`);
  }

  /** Said once, and shown until it is over. */
  private trouble(name: string, problem: string): void {
    if (this.problems.get(name) !== problem) this.deps.log(`${name}: ${problem}`);
    this.problems.set(name, problem);
  }
}
