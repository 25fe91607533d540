import { useState } from 'preact/hooks';
import { words } from '../../../domain/words/words';
import { messageOf } from '../../api/client';
import { type Answered, call } from '../../api/routes';
import { useLoad } from '../../api/useLoad';
import { texts } from '../../language/language';
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
      <p class="sub">
        These did not reach the other system and are not tried again by themselves. A later result of the same
        study takes their place.
      </p>
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
          <p>Everything was delivered, or is on its way.</p>
        </Empty>
      )}
      {view !== undefined && view.outputs.length > 0 && (
        <>
          <div class="actions">
            <button type="button" onClick={() => void resend(view.outputs)}>
              Send these {view.outputs.length} again
            </button>
          </div>
          <Table
            caption="Outputs that were not delivered"
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
    return `${resent} of ${outputs.length} on their way again.`;
  } catch (error) {
    return `They were not sent again. ${messageOf(error)}`;
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
        <legend class="unseen">Receiver</legend>
        <button type="button" aria-pressed={receiver === undefined} onClick={() => onReceiver(undefined)}>
          All receivers <span class="count">{all ?? '–'}</span>
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
  return [
    {
      title: 'Last try',
      cell: ({ lastTriedAt }) => (lastTriedAt === undefined ? 'not sent' : <When at={lastTriedAt} />),
    },
    { title: 'Receiver', cell: ({ receiver }) => receiver },
    {
      title: 'What',
      cell: ({ form, version, isFinal, studyId }) => (
        <>
          {words.outputForms[form]}, <Link to={`/studies/${studyId}`}>version {version}</Link>{' '}
          {isFinal ? '(reviewed)' : '(preliminary)'}
        </>
      ),
    },
    { title: 'Why', cell: (one) => <Why one={one} /> },
    { title: 'Tries', isNumber: true, cell: ({ tries }) => tries },
    {
      title: 'Send',
      cell: (one) => (
        <button type="button" onClick={() => onResend(one)}>
          Send again
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
