import { useState } from 'preact/hooks';
import { messageOf } from '../../api/client';
import { type Answered, call } from '../../api/routes';
import { useLoad } from '../../api/useLoad';
import { texts, words } from '../../language/language';
import { announce } from '../../parts/announcer';
import { Link } from '../../parts/router';
import { Empty, Failed, Loading } from '../../parts/states';
import { type Column, Pager, Table } from '../../parts/table';
import { When } from '../../parts/time';

type DeadView = Answered<'GET /api/outputs'>;
type Dead = DeadView['outputs'][number];

const limit = 50;

/** Outputs that were refused, held back or given up: why, what to do, and sending them again. */
export function OutputsPage() {
  const [receiver, setReceiver] = useState<string>();
  const [offset, setOffset] = useState(0);
  const [said, setSaid] = useState<string>();
  const query = { receiver, offset, limit };
  const { load, reload } = useLoad(JSON.stringify(query), () => call('GET /api/outputs', { query }));
  const view = load.value;
  const resend = async (outputs: readonly Dead[]) => {
    const text = await resendAll(outputs);
    setSaid(text);
    announce(text);
    reload();
  };
  const choose = (name: string | undefined) => {
    setReceiver(name);
    setOffset(0);
  };
  return (
    <>
      <p class="sub">{texts.site.outputs.explain}</p>
      <Receivers view={view} receiver={receiver} onReceiver={choose} />
      {load.state === 'error' && (
        <Failed what={texts.parts.what.outputs} error={load.error} onRetry={reload} />
      )}
      {view === undefined && load.state === 'loading' && <Loading what={texts.parts.what.outputs} />}
      {said !== undefined && (
        <p class="notice-line" role="status">
          {said}
        </p>
      )}
      {view !== undefined && view.outputs.length === 0 && (
        <Empty>
          <p>{texts.site.outputs.allDelivered}</p>
        </Empty>
      )}
      {view !== undefined && view.outputs.length > 0 && (
        <>
          <div class="actions">
            <button type="button" onClick={() => void resend(view.outputs)}>
              {texts.site.outputs.sendThese(view.outputs.length)}
            </button>
          </div>
          <Table
            caption={texts.site.outputs.caption}
            columns={columnsOf((one) => void resend([one]))}
            rows={view.outputs}
            keyOf={({ studyId, receiver: to, form }) => `${studyId} ${to} ${form}`}
          />
        </>
      )}
      {view !== undefined && <Pager offset={offset} limit={limit} total={view.total} onOffset={setOffset} />}
    </>
  );
}

/** @returns what came of it, in words */
async function resendAll(outputs: readonly Dead[]): Promise<string> {
  try {
    const places = outputs.map(({ studyId, receiver, form }) => ({ studyId, receiver, form }));
    const { resent } = await call('POST /api/outputs/resend', { body: { outputs: places } });
    return texts.site.outputs.onTheWay(resent, outputs.length);
  } catch (error) {
    return texts.site.outputs.notSent(messageOf(error));
  }
}

interface ReceiversProps {
  readonly view: DeadView | undefined;
  readonly receiver: string | undefined;
  readonly onReceiver: (receiver: string | undefined) => void;
}

function Receivers({ view, receiver, onReceiver }: ReceiversProps) {
  const all = view?.byReceiver.reduce((sum, { outputs }) => sum + outputs, 0);
  return (
    <div class="toolbar">
      <fieldset class="chips">
        <legend class="unseen">{texts.site.outputs.receiver}</legend>
        <button type="button" aria-pressed={receiver === undefined} onClick={() => onReceiver(undefined)}>
          {texts.site.outputs.allReceivers} <span class="count">{all ?? '–'}</span>
        </button>
        {view?.byReceiver.map((one) => (
          <button
            key={one.receiver}
            type="button"
            aria-pressed={receiver === one.receiver}
            onClick={() => onReceiver(one.receiver)}
          >
            {one.receiver} <span class="count">{one.outputs}</span>
          </button>
        ))}
      </fieldset>
    </div>
  );
}

function columnsOf(onResend: (one: Dead) => void): Column<Dead>[] {
  const says = texts.site.outputs;
  return [
    {
      title: says.lastTry,
      cell: ({ lastTriedAt }) => (lastTriedAt === undefined ? says.never : <When at={lastTriedAt} />),
    },
    { title: says.receiver, cell: ({ receiver }) => receiver },
    {
      title: says.what,
      cell: ({ form, version, isFinal, studyId }) => (
        <>
          {words.outputForms[form]}, <Link to={`/studies/${studyId}`}>{says.version(version)}</Link>{' '}
          {isFinal ? says.reviewed : says.preliminary}
        </>
      ),
    },
    { title: says.why, cell: (one) => <Why one={one} /> },
    { title: says.tries, isNumber: true, cell: ({ tries }) => tries },
    {
      title: says.send,
      cell: (one) => (
        <button type="button" onClick={() => onResend(one)}>
          {says.sendAgain}
        </button>
      ),
    },
  ];
}

function Why({ one: { state, reason, answer, status } }: { readonly one: Dead }) {
  const why = reason ? words.holdReasons[reason] : answer && words.answerCodes[answer];
  return (
    <>
      <b>{words.deliveryStates[state]}</b>
      {status !== undefined && ` (${status})`}
      {why !== undefined && (
        <span class="sub">
          {' '}
          {why.meaning} {why.remedy}
        </span>
      )}
    </>
  );
}
