import type { Starter } from '../../src/contract/orchestrations';
import type { CalledFile, WaitingFile } from '../../src/domain/intake/lane';
import type { Gate } from '../../src/operations/intake/gate';
import type { GatePort } from '../../src/operations/ports';

/** The files at the gate, in memory. */
export class MemoryGate implements GatePort {
  readonly called = new Map<string, CalledFile>();
  readonly waiting = new Map<string, WaitingFile>();

  async look(most: number) {
    const called = [...this.called.values()].slice(0, most);
    const order = [...this.waiting.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    return { called, waiting: order.slice(0, most - called.length) };
  }

  async *ids() {
    yield* [...this.called.keys(), ...this.waiting.keys()];
  }

  async wait(file: WaitingFile): Promise<void> {
    this.waiting.set(file.arrivalId, file);
  }

  async call(file: CalledFile): Promise<void> {
    this.called.set(file.arrivalId, file);
  }

  async callWaiting({ arrivalId }: WaitingFile, calledAt: string): Promise<boolean> {
    if (!this.waiting.delete(arrivalId)) return false;
    this.called.set(arrivalId, { arrivalId, calledAt });
    return true;
  }

  async callInPlaceOf(arrivalId: string, file: WaitingFile, calledAt: string): Promise<boolean> {
    if (!this.called.has(arrivalId) || !(await this.callWaiting(file, calledAt))) return false;
    return this.called.delete(arrivalId);
  }

  async forget(arrivalId: string): Promise<void> {
    this.called.delete(arrivalId);
  }
}

function keyOf({ standsAt, arrivalId }: WaitingFile): string {
  return `${standsAt} ${arrivalId}`;
}

/** Lets everything in at once. */
export function openGate(starter: Pick<Starter, 'start'>): Pick<Gate, 'enter'> {
  return { enter: ({ arrivalId }) => starter.start('triageImage', arrivalId, { arrivalId }) };
}
