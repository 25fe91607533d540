import type { AuditEventOf } from '../../../domain/audit/auditEvent';

/** What the log says of one object that was sent. */
export interface PromisedOutput {
  /** The first entry that speaks of it, and when that was recorded. */
  readonly place: string;
  readonly at: string;
  /** Such as `sr for pacs`. */
  readonly what: string;
}

/** The objects that were sent to other systems, by commitments to the study and to their bytes. */
export class OutputIndex {
  readonly #studies = new Map<string, Map<string, PromisedOutput>>();

  add({ study, objects, at, receiver, form }: AuditEventOf<'output-sent'>, place: string): void {
    const known = this.#studies.get(study) ?? new Map<string, PromisedOutput>();
    this.#studies.set(study, known);
    for (const commitment of objects)
      if (!known.has(commitment)) known.set(commitment, { place, at, what: `${form} for ${receiver}` });
  }

  find(study: string, commitment: string): PromisedOutput | undefined {
    return this.#studies.get(study)?.get(commitment);
  }

  *all(): Generator<{ readonly study: string; readonly promised: PromisedOutput }> {
    for (const [study, objects] of this.#studies)
      for (const promised of objects.values()) yield { study, promised };
  }
}
