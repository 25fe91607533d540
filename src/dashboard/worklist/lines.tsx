import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { WorklistSort } from '../../domain/worklist/worklistSorts';
import type { WorklistLine, WorklistView } from '../../domain/worklist/worklistView';
import type { Query } from '../api/worklist';
import { texts } from '../language/language';
import { useKeys } from '../parts/keys';
import { usePreferences } from '../parts/preferences';
import { navigate } from '../parts/router';
import { type ColumnId, columnSorts, shownColumns, tracksOf } from './columns';
import { type Feed, idOf, type Line } from './feed';
import { memory } from './memory';
import { ProcessingRow } from './processingRow';
import { QuarantinedRow } from './quarantinedRow';
import { useRowIdentities, useShowsPatients } from './rowIdentities';
import type { RowProps } from './rowProps';
import { StudyRow } from './studyRow';
import { drawnLines } from './window';

/** To the next line, or to the previous one. */
export type Step = 1 | -1;

interface LinesProps {
  readonly feed: Feed;
  readonly view: WorklistView;
  readonly fresh: ReadonlySet<string>;
  /** A step that was requested while the lines were loading; taken once. */
  readonly early: { current: Step | undefined };
  readonly onWant: (first: number, last: number) => void;
  readonly onWhy: (studyId: string) => void;
  readonly onSort: (change: Pick<Query, 'sort' | 'order'>) => void;
}

type Kind = 'studies' | 'quarantined' | 'processing';

/** All lines of a kind have the same height, so that a line's position follows from its number. Pixels. */
const heights: Readonly<Record<Kind | 'patients', readonly [wide: number, narrow: number]>> = {
  studies: [64, 148],
  patients: [64, 200],
  quarantined: [64, 148],
  processing: [44, 72],
};

function kindOf({ tab }: WorklistView): Kind {
  return tab === 'quarantined' || tab === 'processing' ? tab : 'studies';
}

const narrowScreen = '(max-width: 47.99rem)';

function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia(narrowScreen).matches);
  useEffect(() => {
    const media = matchMedia(narrowScreen);
    const look = () => setNarrow(media.matches);
    media.addEventListener('change', look);
    return () => media.removeEventListener('change', look);
  }, []);
  return narrow;
}

/** Renders again when the visible range changes. */
function useScroll(): void {
  const [, redraw] = useState(0);
  useEffect(() => {
    let frame = 0;
    const moved = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => redraw((count) => count + 1));
    };
    addEventListener('scroll', moved, { passive: true });
    addEventListener('resize', moved);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('scroll', moved);
      removeEventListener('resize', moved);
    };
  }, []);
}

/** The width of the screen in rem, as far as columns come and go by it. */
function useScreenRem(): number {
  const widthOf = () => innerWidth / Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const [width, setWidth] = useState(widthOf);
  useEffect(() => {
    const look = () => setWidth(widthOf());
    addEventListener('resize', look);
    return () => removeEventListener('resize', look);
  }, []);
  return width;
}

function titlesOf(kind: Kind, columns: readonly ColumnId[]): readonly string[] {
  const { columns: titles, quarantinedColumns, processingColumns } = texts.worklist;
  if (kind === 'quarantined') return quarantinedColumns;
  return kind === 'processing' ? processingColumns : columns.map((id) => titles[id]);
}

interface SortedTitleProps {
  readonly title: string;
  /** Undefined: the column cannot be sorted by. */
  readonly sort: WorklistSort | undefined;
  readonly query: Query;
  readonly onSort: LinesProps['onSort'];
}

/** One click sorts by the column, the next turns the order round. */
function SortedTitle({ title, sort, query, onSort }: SortedTitleProps) {
  if (sort === undefined) return <th scope="col">{title}</th>;
  const isSorted = (query.sort ?? 'rank') === sort;
  const order = query.order ?? 'ascending';
  const turned = isSorted && order === 'ascending' ? 'descending' : 'ascending';
  const next = isSorted ? turned : sort === 'score' ? 'descending' : 'ascending';
  return (
    <th scope="col" aria-sort={isSorted ? order : 'none'}>
      <button type="button" class="sort" onClick={() => onSort({ sort, order: next })}>
        {title}
        {isSorted && <span aria-hidden="true">{order === 'ascending' ? ' ▲' : ' ▼'}</span>}
      </button>
    </th>
  );
}

/** The lines of a tab. In a long list only the visible ones are rendered. */
export function Lines({ feed, view, fresh, early, onWant, onWhy, onSort }: LinesProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const narrow = useNarrow();
  const kind = kindOf(view);
  const showsPatients = useShowsPatients();
  const height = heights[kind === 'studies' && showsPatients ? 'patients' : kind][narrow ? 1 : 0];
  const screen = useScreenRem();
  // A phone shows each line as a card, with everything on it.
  const [{ hiddenColumns }] = usePreferences();
  const reviewed = view.tab === 'reviewed';
  const columns = shownColumns({
    withPatients: showsPatients,
    screen: narrow ? Number.POSITIVE_INFINITY : screen,
    reviewed,
    hidden: hiddenColumns,
  });
  const titles = titlesOf(kind, columns);
  const { selected, select, go } = useSelection(feed, view, body, height, onWhy);
  useScrollKept(feed, body, height);
  useLayoutEffect(() => {
    if (early.current) go(early.current);
    early.current = undefined;
  }, []);
  useScroll();
  const top = body.current?.getBoundingClientRect().top ?? 0;
  const { first, end } = drawnLines(top, height, innerHeight, view.total);
  useEffect(() => onWant(first, end - 1), [first, end, onWant]);
  const numbers = Array.from({ length: end - first }, (_, at) => first + at);
  const identityOf = useRowIdentities(
    numbers.map((index) => feed.lineAt(index)).filter((line): line is WorklistLine => isStudy(line)),
  );
  return (
    <table
      class={`lines ${kind} ${showsPatients ? 'with-patients' : ''}`}
      aria-rowcount={view.total + 1}
      style={kind === 'studies' ? { '--tracks': tracksOf(columns) } : undefined}
    >
      <thead>
        <tr aria-rowindex={1}>
          {titles.map((title, at) => (
            <SortedTitle
              key={title}
              title={title}
              sort={kind === 'studies' && !reviewed ? columnSorts[columns[at] as ColumnId] : undefined}
              query={feed.query}
              onSort={onSort}
            />
          ))}
        </tr>
      </thead>
      {/* Room for the lines that are not rendered. */}
      <tbody
        ref={body}
        style={{ paddingTop: `${first * height}px`, paddingBottom: `${(view.total - end) * height}px` }}
      >
        {numbers.map((index) => {
          const line = feed.lineAt(index);
          const common = { index, height, selected: line !== undefined && idOf(line) === selected };
          if (line === undefined)
            return <Missing key={`missing-${index}`} {...common} columns={titles.length} />;
          const row = { ...common, fresh: fresh.has(idOf(line)), onSelect: () => select(index) };
          if (isStudy(line))
            return (
              <StudyRow
                key={idOf(line)}
                line={line}
                row={row}
                columns={columns}
                identity={identityOf(line)}
                onWhy={onWhy}
              />
            );
          return <FileRow key={idOf(line)} line={line} row={row} />;
        })}
      </tbody>
    </table>
  );
}

function isStudy(line: Line | undefined): line is WorklistLine {
  return line !== undefined && 'studyId' in line;
}

function FileRow({ line, row }: { line: Exclude<Line, WorklistLine>; row: RowProps }) {
  return 'reason' in line ? (
    <QuarantinedRow line={line} row={row} />
  ) : (
    <ProcessingRow line={line} row={row} />
  );
}

interface MissingProps {
  readonly index: number;
  readonly height: number;
  readonly columns: number;
}

function Missing({ index, height, columns }: MissingProps) {
  return (
    <tr class="line missing" aria-rowindex={index + 2} style={{ height: `${height}px` }}>
      <td colSpan={columns}>…</td>
    </tr>
  );
}

/** The line chosen by keys. It stays the same line when others arrive above it. */
function useSelection(
  feed: Feed,
  view: WorklistView,
  body: { readonly current: HTMLTableSectionElement | null },
  height: number,
  onWhy: (studyId: string) => void,
) {
  const [selected, setSelected] = useState(memory.selected);
  // Back from a study, the focus returns to where it was.
  const focusWanted = useRef(selected !== undefined && document.activeElement === document.body);
  const at = selected === undefined ? -1 : feed.indexOf(selected);
  const lastAt = useRef(at);
  if (at >= 0) lastAt.current = at;

  const select = (index: number) => {
    const line = feed.lineAt(index);
    if (line === undefined) return;
    memory.selected = idOf(line);
    setSelected(idOf(line));
  };
  const go = (by: Step) => {
    // The line is gone, because it was reviewed or moved away: continue from its position.
    const from = at >= 0 ? at : selected === undefined ? -1 : lastAt.current - (by === 1 ? 1 : 0);
    const to = Math.min(view.total - 1, Math.max(0, from + by));
    focusWanted.current = true;
    scrollToLine(body.current, to, height);
    select(to);
  };
  const open = () => {
    if (selected !== undefined && at >= 0 && 'studyId' in (feed.lineAt(at) ?? {}))
      navigate(`/studies/${selected}`);
  };
  const why = () =>
    selected !== undefined && at >= 0 && 'studyId' in (feed.lineAt(at) ?? {}) && onWhy(selected);
  useKeys({
    j: () => go(1),
    ArrowDown: () => go(1),
    k: () => go(-1),
    ArrowUp: () => go(-1),
    Enter: open,
    w: why,
  });
  useLayoutEffect(() => {
    if (!focusWanted.current || selected === undefined) return;
    const row = body.current?.querySelector<HTMLElement>(`[data-line="${CSS.escape(selected)}"]`);
    const target = row?.querySelector<HTMLElement>('a') ?? row;
    if (!target) return;
    focusWanted.current = false;
    target.focus({ preventScroll: true });
  });
  return { selected, select, go };
}

const stickyPixels = 150;

/** Scrolls by as little as needed. */
function scrollToLine(body: HTMLElement | null, index: number, height: number): void {
  if (body === null) return;
  const top = body.getBoundingClientRect().top + index * height;
  if (top < stickyPixels) scrollBy(0, top - stickyPixels);
  else if (top + height > innerHeight - 8) scrollBy(0, top + height - innerHeight + 8);
}

/**
 * Keeps the lines being read in place: when lines are added or removed above, the page is scrolled by as
 * much. Also restores the scroll position at which the list was left for a study.
 */
function useScrollKept(feed: Feed, body: { readonly current: HTMLElement | null }, height: number) {
  const anchor = useRef<{ id: string; index: number } | undefined>(undefined);
  useLayoutEffect(() => {
    if (memory.scrollY > 0) scrollTo(0, memory.scrollY);
    memory.scrollY = 0;
    return () => {
      memory.scrollY = scrollY;
    };
  }, []);
  useLayoutEffect(() => {
    const held = anchor.current;
    const top = body.current?.getBoundingClientRect().top ?? 0;
    const index = Math.ceil(Math.max(0, stickyPixels - top) / height);
    if (held && top < 0) {
      const now = feed.indexOf(held.id);
      if (now >= 0 && now !== held.index && Math.abs(now - held.index) < 50)
        scrollBy(0, (now - held.index) * height);
    }
    const line = feed.lineAt(index);
    anchor.current = line ? { id: idOf(line), index } : undefined;
  });
}
