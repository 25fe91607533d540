import { useState } from 'preact/hooks';
import { hourOf } from '../../../domain/accounting/hours';
import { accountCsv } from '../../../domain/words/accountCsv';
import { call } from '../../api/routes';
import { serverNow } from '../../api/serverTime';
import { useLoad } from '../../api/useLoad';
import { texts, words } from '../../language/language';
import { Link } from '../../parts/router';
import { saveCsv } from '../../parts/saveFile';
import { hasRight, useSession } from '../../parts/session';
import { SpanChoice } from '../../parts/spanChoice';
import { Empty, Failed, Loading } from '../../parts/states';
import { AccountTable } from './accountTable';
import { type AccountingView, type FilesQuery, getAccounting } from './calls';
import { CheckButton } from './checkButton';
import { FilesDialog } from './filesDialog';
import { FindForm } from './findForm';
import { SourcesTable } from './sourcesTable';

const spans = [
  ['1', 'hour'],
  ['3', 'hour'],
  ['7', 'day'],
  ['30', 'day'],
  ['365', 'day'],
] as const;

const sinceOf = (days: string) => hourOf(new Date(serverNow() - Number(days) * 86_400_000).toISOString());

/** What was received, and what became of it. */
export function IntakePage() {
  const [days, setDays] = useState<string>('1');
  const [source, setSource] = useState<string>();
  const [asked, setAsked] = useState<FilesQuery & { readonly title: string }>();
  const since = sinceOf(days);
  const { load, reload } = useLoad(`days-${days}`, () => getAccounting(`${since}:00:00Z`));
  const maySeeFiles = hasRight(useSession(), 'read-files');
  const view = load.value;
  const by = spans.find(([value]) => value === days)?.[1] ?? 'day';
  const rows = view?.rows.filter((row) => source === undefined || row.source === source) ?? [];
  return (
    <>
      <p class="sub">{texts.site.intake.explain}</p>
      {maySeeFiles && (
        <FindForm onFind={(name) => setAsked({ since, name, title: texts.site.intake.filesNamed(name) })} />
      )}
      <div class="toolbar">
        <SpanChoice
          label={texts.site.intake.receivedIn}
          spans={spans.map(([value]) => [value, texts.site.spans[value]])}
          value={days}
          onValue={setDays}
        />
        <SourceChoice view={view} source={source} onSource={setSource} />
        <button type="button" onClick={reload}>
          {texts.site.intake.refresh}
        </button>
        <CheckButton key={since} since={since} />
        <button
          type="button"
          class="quiet"
          disabled={rows.length === 0}
          onClick={() => saveCsv('intake.csv', accountCsv(rows))}
        >
          {texts.site.intake.export}
        </button>
      </div>
      {load.state === 'error' && (
        <Failed what={texts.parts.what.accounts} error={load.error} onRetry={reload} />
      )}
      {view === undefined && load.state === 'loading' && <Loading what={texts.parts.what.accounts} />}
      {view && <SourcesTable sources={view.sources} rows={view.rows} />}
      {view && rows.length === 0 && (
        <Empty>
          <p>{texts.site.intake.none}</p>
        </Empty>
      )}
      {rows.length > 0 && (
        <AccountTable
          key={`${days} ${source}`}
          rows={rows}
          by={by}
          onOpen={maySeeFiles ? setAsked : undefined}
        />
      )}
      <NotForReview />
      {asked && <FilesDialog query={asked} title={asked.title} onClose={() => setAsked(undefined)} />}
    </>
  );
}

/** What the intake rules keep off the list, so that nobody loses it. */
function NotForReview() {
  const { load } = useLoad('kept', () => call('GET /api/worklist', { query: { tab: 'kept', limit: 1 } }));
  const kept = load.value?.counts.kept ?? 0;
  if (kept === 0) return null;
  return (
    <p>
      <Link to="/worklist?tab=kept">{texts.site.intake.notForReview(words.counts.studies(kept))}</Link>
    </p>
  );
}

interface SourceChoiceProps {
  readonly view: AccountingView | undefined;
  readonly source: string | undefined;
  readonly onSource: (source: string | undefined) => void;
}

/** An option's value cannot tell no source from every source. */
const everySource = '/';

function SourceChoice({ view, source, onSource }: SourceChoiceProps) {
  const sources = [...new Set(view?.rows.map((row) => row.source))].sort();
  const choose = (value: string) => onSource(value === everySource ? undefined : value);
  return (
    <label class="choice">
      <span>{texts.site.source}</span>
      <select value={source ?? everySource} onChange={(event) => choose(event.currentTarget.value)}>
        <option value={everySource}>{texts.parts.all}</option>
        {sources.map((one) => (
          <option key={one} value={one}>
            {one === '' ? texts.site.noFolder : one}
          </option>
        ))}
      </select>
    </label>
  );
}
