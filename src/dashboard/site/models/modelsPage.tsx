import { useState } from 'preact/hooks';
import { messageOf } from '../../api/client';
import { type Answered, call } from '../../api/routes';
import { useLoad } from '../../api/useLoad';
import { filled } from '../../language/filled';
import { texts, words } from '../../language/language';
import { Link } from '../../parts/router';
import { hasRight, useSession } from '../../parts/session';
import { Failed, Loading } from '../../parts/states';
import { type Column, Table } from '../../parts/table';
import { When } from '../../parts/time';
import { ReasonDialog } from '../reasonDialog';

type Model = Answered<'GET /api/models'>['models'][number];
type Asked = { readonly what: 'promote' | 'rollback'; readonly model: Model };

const getModels = () => call('GET /api/models', {});

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
      const told = steps.map(({ id, version, to }) => `${id} ${version}: ${to}`).join(words.listSeparator);
      setSaid(told === '' ? texts.site.models.nothingToChange : texts.site.models.changed(told));
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
          <h2>{texts.site.models.problems}</h2>
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
        caption={texts.site.models.caption}
        columns={columns(mayChange ? setAsked : undefined)}
        rows={models}
        keyOf={({ id, version }) => `${id}@${version}`}
      />
      {asked && (
        <ReasonDialog
          title={
            asked.what === 'promote'
              ? texts.site.models.promoteThis(`${asked.model.id} ${asked.model.version}`)
              : texts.site.models.rollBackThis(asked.model.id)
          }
          explain={
            asked.what === 'promote' ? texts.site.models.promoteMeans : texts.site.models.rollBackMeans
          }
          action={asked.what === 'promote' ? texts.site.models.promote : texts.site.models.rollBack}
          onClose={() => setAsked(undefined)}
          onReason={(reason) => void run(reason)}
        />
      )}
    </>
  );
}

function columns(onAsk: ((asked: Asked) => void) | undefined): Column<Model>[] {
  const says = texts.site.models;
  return [
    {
      title: says.model,
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
    { title: says.kind, cell: ({ kind }) => kind },
    {
      title: says.standing,
      cell: ({ standing, since }) => (
        <>
          {says.standings[standing]}
          {since !== undefined && (
            <span class="sub"> {filled(says.since, { time: <When at={since} /> })}</span>
          )}
        </>
      ),
    },
    { title: says.measured, cell: ({ measured }) => (measured ? says.yes : says.no) },
    {
      title: says.card,
      cell: ({ id, version }) => (
        <Link to={`/models/${encodeURIComponent(id)}/${encodeURIComponent(version)}`}>
          {says.cardOf([id, version].join(' '))}
        </Link>
      ),
    },
    ...(onAsk
      ? [{ title: says.change, cell: (model: Model) => <Change model={model} onAsk={onAsk} /> }]
      : []),
  ];
}

function Change({ model, onAsk }: { readonly model: Model; readonly onAsk: (asked: Asked) => void }) {
  const name = `${model.id} ${model.version}`;
  if (model.standing !== 'promoted')
    return (
      <button
        type="button"
        disabled={!model.measured}
        aria-label={texts.site.models.promoteThis(name)}
        onClick={() => onAsk({ what: 'promote', model })}
      >
        {texts.site.models.promote} …
      </button>
    );
  return (
    <button
      type="button"
      class="quiet"
      aria-label={texts.site.models.rollBackThis(name)}
      onClick={() => onAsk({ what: 'rollback', model })}
    >
      {texts.site.models.rollBack} …
    </button>
  );
}
