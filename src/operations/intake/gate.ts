import type { Starter } from '../../contract/orchestrations';
import type { Arrival } from '../../domain/intake/arrival';
import { standsAt } from '../../domain/intake/lane';
import type { ArrivalsPort, Clock, GatePort } from '../ports';
import type { LoneFile } from './loneFile';
import type { Receiving } from './receiving';

export interface GateDeps {
  readonly gate: GatePort;
  readonly arrivals: Pick<ArrivalsPort, 'outcome'>;
  readonly starter: Pick<Starter, 'start' | 'isRunning'>;
  /** How many files may be called at a time. */
  readonly mostCalled: number;
  /** What this process let in without a row: shared by all gates of the process. */
  readonly lone: LoneFile;
  /** Receiving goes first where both are done by one machine. */
  readonly receiving: Pick<Receiving, 'lags' | 'mayLetIn'>;
  readonly now: Clock;
}

/**
 * Lets files in to be triaged. A queue of activities is first in, first out, so few files may be in it: those that
 * were called. All others wait in storage, where the order is that of `standsAt`. Whoever begins with a file lets the
 * next one in, so that hosts take as much as they can do, and no process waits for another or asks again and again.
 */
export interface Gate {
  /** An urgent file is started; another is called if there is room and nobody waits, and otherwise waits. May be repeated. */
  enter(arrival: Pick<Arrival, 'arrivalId' | 'lane' | 'receivedAt'>): Promise<void>;
  /** A file is being triaged, so the next one is let in. May be repeated. */
  begun(arrivalId: string): Promise<void>;
  /** What a process left undone that was killed meanwhile. @returns how many files were let in or started anew */
  mend(): Promise<number>;
}

/** A called file that has not begun after so long may have been lost between call and start. */
const lostAfterMs = 20_000;

/** Several processes may look at the same time, and call more than one file too many. */
const overlooked = 32;

export function createGate({ gate, arrivals, starter, mostCalled, lone, receiving, now }: GateDeps): Gate {
  const start = (arrivalId: string) => starter.start('triageImage', arrivalId, { arrivalId });
  const look = () => gate.look(mostCalled + overlooked);
  const roomBeside = (called: readonly unknown[]) => Math.max(0, mostCalled - called.length - lone.count);

  /** Another process may have begun with it, and has not told this one. */
  async function forgetFinishedLone(): Promise<void> {
    const file = lone.calledBefore(Date.parse(now()) - lostAfterMs);
    if (file !== undefined && (await arrivals.outcome(file))) lone.forget(file);
  }

  /**
   * Lets in a file that finds the gate empty, without a row, so that a file that comes alone costs one look. If this
   * process is killed before the start, the file's event comes again.
   */
  async function passAlone(arrivalId: string): Promise<void> {
    lone.call({ arrivalId, calledAt: now() });
    try {
      await start(arrivalId);
    } catch (error) {
      lone.forget(arrivalId);
      throw error;
    }
  }

  async function letIn(): Promise<number> {
    if (!receiving.mayLetIn()) return 0;
    return receiving.lags() ? fill(1) : fill();
  }

  /** A called file leaves, and the one that stands first is called in its place. */
  async function handOver(arrivalId: string): Promise<void> {
    const { called, waiting } = await look();
    const others = called.filter((file) => file.arrivalId !== arrivalId);
    const [next] = waiting;
    const room = roomBeside(others);
    const isCalled = others.length < called.length;
    if (
      isCalled &&
      next &&
      next.arrivalId !== arrivalId &&
      room > 0 &&
      (await gate.callInPlaceOf(arrivalId, next, now()))
    ) {
      await start(next.arrivalId);
      if (room > 1 && waiting.length > 1) await fill();
      return;
    }
    await gate.forget(arrivalId);
    // Whoever came to wait since the look saw this file called.
    await fill();
  }

  /** Lets in those that stand first, as far as there is room. */
  async function fill(most = Number.POSITIVE_INFINITY): Promise<number> {
    for (let count = 0; ; ) {
      const { called, waiting } = await look();
      const next = waiting.slice(0, Math.min(most - count, roomBeside(called)));
      let mine = 0;
      for (const file of next) {
        if (!(await gate.callWaiting(file, now()))) continue;
        await start(file.arrivalId);
        mine += 1;
      }
      count += mine;
      // If another process called some of them, there may be room left.
      if (mine === next.length) return count;
    }
  }

  /** A file that was called and lost is started again; one that is finished makes room. */
  async function startLost(): Promise<number> {
    const before = Date.parse(now()) - lostAfterMs;
    let count = 0;
    for (const { arrivalId, calledAt } of (await look()).called) {
      if (Date.parse(calledAt) > before) continue;
      if (await arrivals.outcome(arrivalId)) await gate.forget(arrivalId);
      else if (!(await starter.isRunning(arrivalId))) {
        await start(arrivalId);
        count += 1;
      }
    }
    return count;
  }

  return {
    enter: async ({ arrivalId, lane, receivedAt }) => {
      if (lane === 'urgent' || lone.is(arrivalId)) return start(arrivalId);
      if (receiving.lags()) {
        await gate.wait({ arrivalId, standsAt: standsAt(lane, receivedAt) });
        await letIn();
        return;
      }
      await forgetFinishedLone();
      const { called, waiting } = await look();
      // With room for one only, a file might wait for one that another process has begun with: nobody would call it.
      const isEmpty = called.length + waiting.length === 0;
      if (isEmpty && mostCalled > 1 && lone.isFree()) return passAlone(arrivalId);
      const isCalled = called.some((file) => file.arrivalId === arrivalId);
      if (isCalled || (roomBeside(called) > 0 && waiting.length === 0)) {
        await gate.call({ arrivalId, calledAt: now() });
        return start(arrivalId);
      }
      lone.follow();
      await gate.wait({ arrivalId, standsAt: standsAt(lane, receivedAt) });
      // Files may have begun since the look, and their processes have seen nobody wait, or let nobody in.
      if (waiting.length < mostCalled || called.length === 0) await letIn();
    },
    begun: async (arrivalId) => {
      if (lone.is(arrivalId)) {
        if (lone.forget(arrivalId)) await letIn();
      } else if (receiving.mayLetIn()) await handOver(arrivalId);
      else await gate.forget(arrivalId);
    },
    mend: async () => {
      await forgetFinishedLone();
      return (await startLost()) + (await letIn());
    },
  };
}
