import { useState } from 'preact/hooks';
import { tell } from '../../../domain/words/told';
import type { WorklistLine } from '../../../domain/worklist/worklistView';
import { messageOf } from '../../api/client';
import { useLoad } from '../../api/useLoad';
import { texts, words } from '../../language/language';
import { announce } from '../../parts/announcer';
import { Empty, Failed, Loading } from '../../parts/states';
import { Pager, Table } from '../../parts/table';
import { type Closed, closeAll, type Filter, getAllAwaiting, getAwaiting } from './calls';
import { CloseDialog } from './closeDialog';
import { closingColumns } from './closingColumns';
import { ClosingFilter } from './closingFilter';

const limit = 50;
type Lines = ReadonlyMap<string, WorklistLine>;

/** Studies that await review, to be closed unread: those that are ticked, or all that a filter finds. */
export function ClosingPage() {
  const [filter, setFilter] = useState<Filter>({});
  const [offset, setOffset] = useState(0);
  const [selected, setSelected] = useState<Lines>(new Map());
  const [asking, setAsking] = useState(false);
  const [running, setRunning] = useState<string>();
  const [result, setResult] = useState<{ readonly text: string; readonly not: Closed['not'] }>();
  const says = texts.site.closing;
  const { load, reload } = useLoad(JSON.stringify([filter, offset]), () =>
    getAwaiting(filter, offset, limit),
  );
  const view = load.value;

  const fail = (error: unknown) => setResult({ text: says.failed(messageOf(error)), not: [] });
  const look = (next: Filter) => {
    setFilter(next);
    setOffset(0);
    setSelected(new Map());
  };
  const toggle = (line: WorklistLine) => {
    const next = new Map(selected);
    if (!next.delete(line.studyId)) next.set(line.studyId, line);
    setSelected(next);
  };
  const selectAll = () =>
    getAllAwaiting(filter).then(
      (lines) => setSelected(new Map(lines.map((line) => [line.studyId, line]))),
      fail,
    );
  const run = async (lines: readonly WorklistLine[], reason: string) => {
    setAsking(false);
    setResult(undefined);
    const progress = (count: number) => setRunning(says.progress(count, lines.length));
    progress(0);
    try {
      const { done, not } = await closeAll(lines, reason, progress);
      const text = [
        says.did(words.counts.studies(done.length)),
        ...(not.length > 0 ? [says.notDone(not.length)] : []),
      ].join(words.sentenceSpace);
      setResult({ text, not });
      announce(text);
    } catch (error) {
      fail(error);
    } finally {
      setRunning(undefined);
      setSelected(new Map());
      setOffset(0);
      reload();
    }
  };

  return (
    <>
      <p class="sub">{says.explain}</p>
      <ClosingFilter filter={filter} facets={view?.facets} onFilter={look} />
      {load.state === 'error' && (
        <Failed what={texts.parts.what.worklist} error={load.error} onRetry={reload} />
      )}
      {view === undefined && load.state === 'loading' && <Loading what={texts.parts.what.worklist} />}
      {(running || result) && <Result running={running} result={result} />}
      {view !== undefined && view.total === 0 && (
        <Empty>
          <p>{says.none}</p>
        </Empty>
      )}
      {view !== undefined && view.total > 0 && (
        <>
          <div class="actions">
            <button type="button" disabled={running !== undefined} onClick={() => void selectAll()}>
              {says.selectAll(words.counts.studies(view.total))}
            </button>
            <button type="button" disabled={selected.size === 0} onClick={() => setSelected(new Map())}>
              {says.selectNone}
            </button>
            <button
              type="button"
              disabled={running !== undefined || selected.size === 0}
              onClick={() => setAsking(true)}
            >
              {says.close(words.counts.studies(selected.size))}
            </button>
          </div>
          <Table
            caption={says.caption}
            columns={closingColumns(selected, toggle)}
            rows={view.studies}
            keyOf={({ studyId }) => studyId}
          />
          <Pager offset={offset} limit={limit} total={view.total} onOffset={setOffset} />
        </>
      )}
      {asking && (
        <CloseDialog
          chosen={[...selected.values()]}
          onReason={(lines, reason) => void run(lines, reason)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

interface ResultProps {
  readonly running: string | undefined;
  readonly result: { readonly text: string; readonly not: Closed['not'] } | undefined;
}

function Result({ running, result }: ResultProps) {
  return (
    <div class="notice-line" role="status">
      <p>{running ?? result?.text}</p>
      {!running && result && result.not.length > 0 && (
        <ul>
          {result.not.map(({ studyId, code, why }) => (
            <li key={studyId}>
              <code>{studyId.slice(0, 12)}</code>: {tell(words.notClosed, { code, values: [] }) ?? why}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
