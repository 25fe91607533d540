import type { WorklistLine } from '../../domain/worklist/worklistView';

/** Which studies came to stand at stat since this page was opened, and were not looked at. */
export class NewStat {
  /** Undefined before the first answer: what was there then is not new. */
  #known: Set<string> | undefined;
  #fresh = new Set<string>();

  /** @returns the ids that are new since the last call */
  learn(lines: readonly Pick<WorklistLine, 'studyId' | 'place'>[]): string[] {
    const ids = lines.filter(({ place }) => place === 'stat').map(({ studyId }) => studyId);
    const arrived = this.#known === undefined ? [] : ids.filter((id) => !this.#known?.has(id));
    this.#known = new Set(ids);
    for (const id of arrived) this.#fresh.add(id);
    // Reviewed meanwhile, or no longer stat.
    for (const id of this.#fresh) if (!this.#known.has(id)) this.#fresh.delete(id);
    return arrived;
  }

  look(studyId: string): void {
    this.#fresh.delete(studyId);
  }

  lookAtAll(): void {
    this.#fresh.clear();
  }

  get fresh(): readonly string[] {
    return [...this.#fresh];
  }
}
