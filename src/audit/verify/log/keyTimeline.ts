import type { AuditEventOf } from '../../../domain/audit/auditEvent';
import { isAgreed } from '../../log/rotation';
import { parseVerifierKey, type VerifierKey } from '../../proof/verifierKey';
import type { Fault } from '../fault';

interface Change {
  readonly sequence: number;
  readonly previous: string;
  readonly next: VerifierKey;
}

/**
 * Which key signs when. A verifier pins one key; the log itself says which others came before and after. Each
 * change is signed by both keys and covered by a checkpoint that the previous key signed.
 */
export class KeyTimeline {
  readonly #changes: Change[] = [];

  constructor(private readonly pinned: VerifierKey) {}

  /** @returns what is wrong with the change, if anything */
  add(sequence: number, change: AuditEventOf<'key-change'>): Fault | undefined {
    const before = this.#changes.at(-1)?.next.text;
    if (!isAgreed(change) || (before !== undefined && before !== change.previous))
      return { code: 'bad-key-change', where: `entry ${sequence}` };
    this.#changes.push({ sequence, previous: change.previous, next: parseVerifierKey(change.next) });
    return undefined;
  }

  /** The key of the checkpoint that follows one over `covered` entries. */
  keyAfter(covered: number): VerifierKey {
    const made = this.#changes.filter(({ sequence }) => sequence < covered);
    const last = made.at(-1);
    if (last !== undefined) return last.next;
    const first = this.#changes[0];
    return first === undefined ? this.pinned : parseVerifierKey(first.previous);
  }

  /** All keys of this log, oldest first. */
  get keys(): VerifierKey[] {
    return [this.keyAfter(0), ...this.#changes.map(({ next }) => next)];
  }

  /** Whether the log's last key change was to the pinned key. */
  get isPinnedNext(): boolean {
    return this.#changes.at(-1)?.next.text === this.pinned.text;
  }

  /**
   * Whether that key is the pinned one or a later one. A signature by an older key proves nothing to a
   * verifier who pinned a newer one.
   */
  isPinnedOrLater(key: VerifierKey): boolean {
    const texts = this.keys.map(({ text }) => text);
    const pinned = texts.indexOf(this.pinned.text);
    return pinned >= 0 && texts.lastIndexOf(key.text) >= pinned;
  }
}
