import type { WorklistRefusal } from '../../domain/worklist/worklist';
import type { ProcessingLine, WorklistLine, WorklistView } from '../../domain/worklist/worklistView';
import type { Page, Query } from '../api/worklist';

/** Lines per request. */
export const pageLines = 100;

/** A line of any tab. */
export type Line = WorklistLine | WorklistRefusal | ProcessingLine;

export function linesOf(view: WorklistView): readonly Line[] {
  if (view.tab === 'quarantined') return view.quarantined;
  return view.tab === 'processing' ? view.processing : view.studies;
}

export function idOf(line: Line): string {
  return 'studyId' in line ? line.studyId : line.arrivalId;
}

export type GetPage = (
  query: Query,
  offset: number,
  limit: number,
  known: Page | undefined,
  signal: AbortSignal,
) => Promise<Page>;

/** What arrived since the last refresh. */
export interface News {
  readonly studies: number;
  /** Lines on the visible pages that were not known before. */
  readonly ids: ReadonlySet<string>;
}

/** Every study awaits review or was reviewed. */
function studiesIn({ counts }: WorklistView): number {
  return counts.awaiting + counts.reviewed + counts.kept;
}

/**
 * The lines of one query. Only visible pages are kept, so that ten thousand studies are as fast as ten.
 * Visible pages are refreshed with their ETag.
 */
export class Feed {
  #pages = new Map<number, Page>();
  #seen = new Set<string>();
  #wanted: readonly [first: number, last: number] = [0, 0];
  #latest: WorklistView | undefined;
  #refreshing: Promise<void> | undefined;
  readonly #abort = new AbortController();

  constructor(
    readonly query: Query,
    private readonly getPage: GetPage,
    /** Called after every refresh that changed something. */
    private readonly onChange: (news: News) => void,
  ) {}

  /** The newest answer; undefined before the first. */
  get latest(): WorklistView | undefined {
    return this.#latest;
  }

  /** @param index from 0; undefined if it is not loaded yet */
  lineAt(index: number): Line | undefined {
    const page = this.#pages.get(Math.floor(index / pageLines));
    return page && linesOf(page.view)[index % pageLines];
  }

  /** The index of a line among the loaded pages; −1 if it is on none. */
  indexOf(id: string): number {
    for (const [at, page] of this.#pages) {
      const within = linesOf(page.view).findIndex((line) => idOf(line) === id);
      if (within >= 0) return at * pageLines + within;
    }
    return -1;
  }

  /** Sets which lines are in view, and loads the missing ones. */
  async want(first: number, last: number): Promise<void> {
    this.#wanted = [Math.floor(Math.max(0, first) / pageLines), Math.floor(Math.max(0, last) / pageLines)];
    if (this.#wantedPages().some((page) => !this.#pages.has(page)))
      await this.#load((page) => !this.#pages.has(page));
  }

  /** Refreshes the lines in view. @throws ApiError */
  async refresh(): Promise<void> {
    await this.#load(() => true);
  }

  stop(): void {
    this.#abort.abort();
  }

  #wantedPages(): number[] {
    const [first, last] = this.#wanted;
    return Array.from({ length: last - first + 1 }, (_, at) => first + at);
  }

  /** One round at a time: a page that is being loaded is not requested twice. */
  async #load(which: (page: number) => boolean): Promise<void> {
    while (this.#refreshing) await this.#refreshing.catch(() => undefined);
    if (this.#abort.signal.aborted) return;
    this.#refreshing = this.#round(this.#wantedPages().filter(which));
    try {
      await this.#refreshing;
    } finally {
      this.#refreshing = undefined;
    }
  }

  async #round(numbers: readonly number[]): Promise<void> {
    if (numbers.length === 0) return;
    const { signal } = this.#abort;
    const before = this.#latest;
    const answers = await Promise.all(
      numbers.map(async (number) => {
        const known = this.#pages.get(number);
        const page = await this.getPage(this.query, number * pageLines, pageLines, known, signal);
        return { number, page, fresh: page !== known, replaced: known !== undefined };
      }),
    );
    if (signal.aborted) return;
    const fresh = answers.filter((answer) => answer.fresh);
    if (fresh.length === 0) return;
    // If lines moved, pages out of view are no longer correct.
    if (fresh.some(({ replaced }) => replaced))
      for (const at of this.#pages.keys()) if (!numbers.includes(at)) this.#pages.delete(at);
    for (const { number, page } of fresh) this.#pages.set(number, page);
    const last = fresh.at(-1)?.page.view as WorklistView;
    this.#latest = last;
    this.onChange(
      this.#newsOf(
        before,
        last,
        fresh.filter(({ replaced }) => replaced).map(({ page }) => page),
      ),
    );
    for (const { page } of fresh) for (const line of linesOf(page.view)) this.#seen.add(idOf(line));
  }

  #newsOf(before: WorklistView | undefined, now: WorklistView, replaced: readonly Page[]): News {
    const studies = before ? Math.max(0, studiesIn(now) - studiesIn(before)) : 0;
    const unseen = replaced
      .flatMap(({ view }) => linesOf(view).map(idOf))
      .filter((id) => !this.#seen.has(id));
    return { studies, ids: new Set(studies > 0 ? unseen : []) };
  }
}
