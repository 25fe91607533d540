import { useState } from 'preact/hooks';
import { auditWords, words } from '../../../domain/words/words';
import { type Answered, call } from '../../api/routes';
import { serverNow } from '../../api/serverTime';
import { useLoad } from '../../api/useLoad';
import { texts } from '../../language/language';
import { SpanChoice } from '../../parts/spanChoice';
import { Empty, Failed, Loading } from '../../parts/states';
import { type Column, Table } from '../../parts/table';
import { localTime, When } from '../../parts/time';

type Activity = Answered<'GET /api/activity'>;
type User = Activity['users'][number];
type Entry = Activity['entries'][number];

const spans = [
  ['1', 'last 24 hours'],
  ['7', 'last 7 days'],
  ['30', 'last 30 days'],
] as const;

const getActivity = (days: string) =>
  call('GET /api/activity', {
    query: { since: new Date(serverNow() - Number(days) * 86_400_000).toISOString() },
  });

const reader = { name: (subject: string) => subject, time: localTime };

function rolesOf({ roles }: User): string {
  const names: Readonly<Record<string, { readonly name: string } | undefined>> = words.roles;
  return roles.map((role) => names[role]?.name ?? role).join(', ') || 'command line';
}

const entryColumns: readonly Column<Entry>[] = [
  { title: 'When', cell: ({ event }) => <When at={event.at} /> },
  { title: 'What', cell: ({ event }) => <bdi>{auditWords(event, reader)}</bdi> },
  { title: 'Entry', isNumber: true, cell: ({ sequence }) => sequence },
];

/** Who used the site, and what they did, by the audit log. */
export function UsersPage() {
  const [days, setDays] = useState<string>('7');
  const [subject, setSubject] = useState<string>();
  const { load, reload } = useLoad(`days-${days}`, () => getActivity(days));
  const view = load.value;
  const userColumns: readonly Column<User>[] = [
    {
      title: 'User',
      cell: ({ subject: one }) => (
        <button type="button" class="link" aria-pressed={subject === one} onClick={() => setSubject(one)}>
          <bdi>{one}</bdi>
        </button>
      ),
    },
    { title: 'Roles', cell: rolesOf },
    { title: 'Last', cell: ({ lastAt }) => <When at={lastAt} /> },
    { title: 'Did', cell: ({ did }) => did.map(({ type, times }) => `${times} × ${type}`).join(', ') },
  ];
  const entries = view?.entries.filter(
    ({ event }) => subject === undefined || event.actor.subject === subject,
  );
  return (
    <>
      <p class="sub">From the sealed entries of the audit log, without what the app does by itself.</p>
      <div class="toolbar">
        <SpanChoice label="Entries of the" spans={spans} value={days} onValue={setDays} />
        {subject !== undefined && (
          <button type="button" onClick={() => setSubject(undefined)}>
            All users
          </button>
        )}
      </div>
      {load.state === 'error' && <Failed what={texts.parts.what.users} error={load.error} onRetry={reload} />}
      {view === undefined && load.state === 'loading' && <Loading what={texts.parts.what.users} />}
      {view && view.users.length === 0 && (
        <Empty>
          <p>Nobody did anything in this time.</p>
        </Empty>
      )}
      {view && view.users.length > 0 && (
        <>
          <Table caption="Users" columns={userColumns} rows={view.users} keyOf={(user) => user.subject} />
          <h2>{subject === undefined ? 'Latest entries' : `Latest entries of ${subject}`}</h2>
          <Table
            caption="Latest entries"
            columns={entryColumns}
            rows={entries ?? []}
            keyOf={({ sequence }) => String(sequence)}
          />
        </>
      )}
    </>
  );
}
