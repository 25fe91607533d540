import { useState } from 'preact/hooks';
import { messageOf } from '../../api/client';
import { type Answered, call } from '../../api/routes';
import { useLoad } from '../../api/useLoad';
import { texts } from '../../language/language';
import { Link } from '../../parts/router';
import { hasRight, useSession } from '../../parts/session';
import { Failed, Loading } from '../../parts/states';
import { type Column, Table } from '../../parts/table';
import { When } from '../../parts/time';
import { ReasonDialog } from '../reasonDialog';

type Model = Answered<'GET /api/models'>['models'][number];
type Asked = { readonly what: 'promote' | 'roll back'; readonly model: Model };

const getModels = () => call('GET /api/models', {});

const standings = {
  promoted: 'promoted: its findings are shown',
  shadow: 'in shadow: recorded, not shown',
  off: 'off',
} as const;

function change({ what, model: { id, version } }: Asked, reason: string) {
  const body = { reason };
  return what === 'promote'
    ? call('POST /api/models/{id}/{version}/promote', { params: { id, version }, body })
    : call('POST /api/models/{id}/rollback', { params: { id }, body });
}

/** Every version of every model, what it may do, and changing that. */
export function ModelsPage() {
  const [asked, setAsked] = useState<Asked>();
  const [said, setSaid] = useState<string>();
  const { load, reload } = useLoad('models', getModels);
  const mayChange = hasRight(useSession(), 'manage-models');
  if (load.state === 'error')
    return <Failed what={texts.parts.what.models} error={load.error} onRetry={reload} />;
  if (load.value === undefined) return <Loading what={texts.parts.what.models} />;
  const { models, problems } = load.value;
  const run = async (reason: string) => {
    const what = asked;
    setAsked(undefined);
    if (what === undefined) return;
    try {
      const { steps } = await change(what, reason);
      const told = steps.map(({ id, version, to }) => `${id} ${version}: ${to}`).join(', ');
      setSaid(`${told || 'Nothing had to be changed'}. The app sees it within a minute.`);
    } catch (error) {
      setSaid(messageOf(error));
    }
    reload();
  };
  return (
    <>
      {said && (
        <p class="notice-line" role="status">
          {said}
        </p>
      )}
      {problems.length > 0 && (
        <section class="card">
          <h2>Problems</h2>
          <ul>
            {problems.map(({ model, message }) => (
              <li key={`${model} ${message}`}>
                <b>{model}</b>: {message}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Table
        caption="Models"
        columns={columns(mayChange ? setAsked : undefined)}
        rows={models}
        keyOf={({ id, version }) => `${id}@${version}`}
      />
      {asked && (
        <ReasonDialog
          title={`${asked.what === 'promote' ? 'Promote' : 'Roll back'} ${asked.model.id} ${asked.what === 'promote' ? asked.model.version : ''}`}
          explain={
            asked.what === 'promote'
              ? 'Its findings are shown from then on, and the worklist is ordered by them. What was recorded before stays.'
              : 'The version that was promoted before is promoted again, and this one goes off.'
          }
          action={asked.what === 'promote' ? 'Promote' : 'Roll back'}
          onClose={() => setAsked(undefined)}
          onReason={(reason) => void run(reason)}
        />
      )}
    </>
  );
}

function columns(onAsk: ((asked: Asked) => void) | undefined): Column<Model>[] {
  return [
    {
      title: 'Model',
      cell: ({ id, version, title }) => (
        <>
          <b>
            {id} {version}
          </b>
          <br />
          <span class="sub">{title}</span>
        </>
      ),
    },
    { title: 'Kind', cell: ({ kind }) => kind },
    {
      title: 'Standing',
      cell: ({ standing, since }) => (
        <>
          {standings[standing]}
          {since !== undefined && (
            <span class="sub">
              {' '}
              since <When at={since} />
            </span>
          )}
        </>
      ),
    },
    { title: 'Measured', cell: ({ measured }) => (measured ? 'yes' : 'no') },
    {
      title: 'Card, measurements, comparison',
      cell: ({ id, version }) => (
        <Link to={`/models/${encodeURIComponent(id)}/${encodeURIComponent(version)}`}>
          Card of {id} {version}
        </Link>
      ),
    },
    ...(onAsk ? [{ title: 'Change', cell: (model: Model) => <Change model={model} onAsk={onAsk} /> }] : []),
  ];
}

function Change({ model, onAsk }: { readonly model: Model; readonly onAsk: (asked: Asked) => void }) {
  const name = `${model.id} ${model.version}`;
  if (model.standing !== 'promoted')
    return (
      <button
        type="button"
        disabled={!model.measured}
        aria-label={`Promote ${name}`}
        onClick={() => onAsk({ what: 'promote', model })}
      >
        Promote …
      </button>
    );
  return (
    <button
      type="button"
      class="quiet"
      aria-label={`Roll back ${name}`}
      onClick={() => onAsk({ what: 'roll back', model })}
    >
      Roll back …
    </button>
  );
}
