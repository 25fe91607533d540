import type { AuditedContents } from '../../../domain/audit/contents';

/** What the log says about one stored blob. */
export interface PromisedContent {
  /** Commitments to its bytes. A step that ran again may have found the bytes of its first run. */
  readonly commitments: Set<string>;
  /** The last event that speaks of it, and when that was recorded. */
  place: string;
  at: string;
}

interface Subject {
  /** The commitment to the study or arrival, with which everything about the subject is erased. */
  readonly owner: string;
  /** By which of the subject's blobs it is. */
  readonly promised: Map<string, PromisedContent>;
}

/** The blobs that the log commits to. Subjects are commitments to images and arrivals. */
export class ContentIndex {
  readonly #subjects = new Map<string, Subject>();

  add(
    subject: string,
    owner: string,
    contents: AuditedContents,
    { place, at }: Pick<PromisedContent, 'place' | 'at'>,
  ): void {
    const known = this.#subjects.get(subject) ?? { owner, promised: new Map() };
    this.#subjects.set(subject, known);
    for (const { what, commitment } of contents) {
      const promised = known.promised.get(what) ?? { commitments: new Set(), place, at };
      promised.commitments.add(commitment);
      Object.assign(promised, { place, at });
      known.promised.set(what, promised);
    }
  }

  has(subject: string): boolean {
    return this.#subjects.has(subject);
  }

  find(subject: string, what: string): PromisedContent | undefined {
    return this.#subjects.get(subject)?.promised.get(what);
  }

  *all(): Generator<{ subject: string; owner: string; what: string; promised: PromisedContent }> {
    for (const [subject, { owner, promised: promisedOf }] of this.#subjects)
      for (const [what, promised] of promisedOf) yield { subject, owner, what, promised };
  }
}
