import { useState } from 'preact/hooks';
import { type Answered, call } from '../../api/routes';
import { serverNow } from '../../api/serverTime';
import { useLoad } from '../../api/useLoad';
import { phrases, texts, words } from '../../language/language';
import { SpanChoice } from '../../parts/spanChoice';
import { Empty, Failed, Loading } from '../../parts/states';
import { type Column, Table } from '../../parts/table';
import { localTime, When } from '../../parts/time';

type Activity = Answered<'GET /api/activity'>;
type User = Activity['users'][number];
type Entry = Activity['entries'][number];

const spans = ['1', '7', '30'] as const;

const getActivity = (days: string) =>
  call('GET /api/activity', {
    query: { since: new Date(serverNow() - Number(days) * 86_400_000).toISOString() },
  });

const reader = { name: (subject: string) => subject, time: localTime };

function rolesOf({ roles }: User): string {
  const names: Readonly<Record<string, { readonly name: string } | undefined>> = words.roles;
  return (
    roles.map((role) => names[role]?.name ?? role).join(words.listSeparator) || texts.site.users.commandLine
  );
}

function didText({ did }: User): string {
  const names: Readonly<Record<string, string | undefined>> = words.auditEventNames;
  return did.map(({ type, times }) => `${times} × ${names[type] ?? type}`).join(words.listSeparator);
}

const entryColumns = (): readonly Column<Entry>[] => [
  { title: texts.site.users.when, cell: ({ event }) => <When at={event.at} /> },
  { title: texts.site.users.what, cell: ({ event }) => <bdi>{phrases.auditWords(event, reader)}</bdi> },
  { title: texts.site.users.entry, isNumber: true, cell: ({ sequence }) => sequence },
];

/** Who used the site, and what they did, by the audit log. */
export function UsersPage() {
  const [days, setDays] = useState<string>('7');
  const [subject, setSubject] = useState<string>();
  const { load, reload } = useLoad(`days-${days}`, () => getActivity(days));
  const view = load.value;
  const says = texts.site.users;
  const userColumns: readonly Column<User>[] = [
    {
      title: says.user,
      cell: ({ subject: one }) => (
        <button type="button" class="link" aria-pressed={subject === one} onClick={() => setSubject(one)}>
          <bdi>{one}</bdi>
        </button>
      ),
    },
    { title: says.roles, cell: rolesOf },
    { title: says.last, cell: ({ lastAt }) => <When at={lastAt} /> },
    { title: says.did, cell: didText },
  ];
  const entries = view?.entries.filter(
    ({ event }) => subject === undefined || event.actor.subject === subject,
  );
  return (
    <>
      <p class="sub">{says.explain}</p>
      <div class="toolbar">
        <SpanChoice
          label={says.entriesOf}
          spans={spans.map((value) => [value, texts.site.spans[value]])}
          value={days}
          onValue={setDays}
        />
        {subject !== undefined && (
          <button type="button" onClick={() => setSubject(undefined)}>
            {says.allUsers}
          </button>
        )}
      </div>
      {load.state === 'error' && <Failed what={texts.parts.what.users} error={load.error} onRetry={reload} />}
      {view === undefined && load.state === 'loading' && <Loading what={texts.parts.what.users} />}
      {view && view.users.length === 0 && (
        <Empty>
          <p>{says.none}</p>
        </Empty>
      )}
      {view && view.users.length > 0 && (
        <>
          <Table
            caption={says.caption}
            columns={userColumns}
            rows={view.users}
            keyOf={(user) => user.subject}
          />
          <h2>{subject === undefined ? says.latest : says.latestOf(subject)}</h2>
          <Table
            caption={says.latest}
            columns={entryColumns()}
            rows={entries ?? []}
            keyOf={({ sequence }) => String(sequence)}
          />
        </>
      )}
    </>
  );
}
