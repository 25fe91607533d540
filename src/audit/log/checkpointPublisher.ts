import type { AuditHead } from '../../domain/audit/auditHead';
import { openCheckpoint, readCheckpoint, signCheckpoint } from '../proof/checkpoint';
import { parseVerifierKey } from '../proof/verifierKey';
import { assertSame } from './histories';
import { checkpointPath } from './logStore';
import { SealingRefusedError, type SequencerOptions } from './sequencerOptions';

/** Signs checkpoints and publishes them to readers and to the witness. */
export class CheckpointPublisher {
  /** The newest checkpoint that the witness has not accepted yet. */
  #owed: { readonly size: number; readonly note: string } | undefined;

  constructor(private readonly options: Pick<SequencerOptions, 'store' | 'signer' | 'witness' | 'warn'>) {}

  /** Signs a checkpoint for a written batch, keeps it, and publishes it. */
  async sign(head: AuditHead): Promise<void> {
    const { store, signer } = this.options;
    const checkpoint = { origin: signer.key.name, size: head.size, root: Buffer.from(head.root, 'hex') };
    const path = checkpointPath(head.size);
    const kept = head.signedBy === signer.key.text ? undefined : await store.read(path);
    if (head.signedBy !== signer.key.text && kept === undefined)
      throw new SealingRefusedError(
        'The last batch before the key change is not signed: run `triage audit rotate` again, with the previous key.',
      );
    const note = kept?.toString('utf8') ?? (await signCheckpoint(checkpoint, signer));
    openCheckpoint(note, [parseVerifierKey(head.signedBy)]);
    await store.create(path, Buffer.from(note));
    await this.#publish(note, head.size);
    this.#owed = { size: head.size, note };
    await this.payWitness();
  }

  /**
   * If the witness cannot be reached, the log continues; the next checkpoint covers this one too.
   *
   * @throws SealingRefusedError if it holds another checkpoint of this size
   */
  async payWitness(): Promise<void> {
    const { witness, warn } = this.options;
    if (this.#owed === undefined) return;
    const { size, note } = this.#owed;
    let held: string | undefined;
    try {
      held = await witness?.keep(size, note);
    } catch (error) {
      warn?.(`the witness did not take the checkpoint over ${size} entries: ${(error as Error).message}`);
      return;
    }
    if (held !== undefined) assertSame(held, note);
    this.#owed = undefined;
  }

  /** Never replaces a newer checkpoint with an older one. */
  async #publish(note: string, size: number): Promise<void> {
    const { store } = this.options;
    for (;;) {
      const known = await store.checkpoint();
      if (known !== undefined && readCheckpoint(known.note).size >= size) return;
      if (await store.publish(note, known?.tag)) return;
    }
  }
}
