import type { AuditEventOf } from '../../domain/audit/auditEvent';
import { isAgreed } from '../log/rotation';
import { parseVerifierKey, type VerifierKey } from '../proof/verifierKey';
import type { Fault } from './fault';

interface Change {
  readonly sequence: number;
  readonly previous: string;
  readonly next: VerifierKey;
}

/**
 * Which key signs when. A verifier pins one key; the log itself says which others came before and after, and each
 * change is signed by both keys, and covered by a checkpoint that the key before has signed.
 */
export class KeyTimeline {
  readonly #changes: Change[] = [];

  constructor(private readonly pinned: VerifierKey) {}

  /** @returns what is wrong with the change, if something is */
  add(sequence: number, change: AuditEventOf<'key-change'>): Fault | undefined {
    const before = this.#changes.at(-1)?.next.text;
    if (!isAgreed(change) || (before !== undefined && before !== change.previous))
      return { code: 'bad-key-change', where: `entry ${sequence}` };
    this.#changes.push({ sequence, previous: change.previous, next: parseVerifierKey(change.next) });
    return undefined;
  }

  /** The key of a checkpoint after one over `covered` entries. */
  keyAfter(covered: number): VerifierKey {
    const made = this.#changes.filter(({ sequence }) => sequence < covered);
    const last = made.at(-1);
    if (last !== undefined) return last.next;
    const first = this.#changes[0];
    return first === undefined ? this.pinned : parseVerifierKey(first.previous);
  }

  /** All keys of this log, the first one first. */
  get keys(): VerifierKey[] {
    return [this.keyAfter(0), ...this.#changes.map(({ next }) => next)];
  }

  /** Whether the log has changed to the pinned key last of all. */
  get isPinnedNext(): boolean {
    return this.#changes.at(-1)?.next.text === this.pinned.text;
  }

  /** Whether that key is the pinned one, or came after it: what an older key signs proves nothing to whoever pins a newer. */
  isPinnedOrLater(key: VerifierKey): boolean {
    const texts = this.keys.map(({ text }) => text);
    const pinned = texts.indexOf(this.pinned.text);
    return pinned >= 0 && texts.lastIndexOf(key.text) >= pinned;
  }
}
