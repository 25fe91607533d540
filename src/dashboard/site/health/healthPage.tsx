import { words } from '../../../domain/words/words';
import { useServerNow } from '../../api/serverClock';
import { useLoad } from '../../api/useLoad';
import { texts } from '../../language/language';
import { Failed, Loading } from '../../parts/states';
import { Table } from '../../parts/table';
import { localTime } from '../../parts/time';
import { getHealth, type Health } from './getHealth';

const statusWords = {
  ok: 'Everything works.',
  degraded: 'It works, and something needs a person.',
  unavailable: 'Files cannot be triaged.',
} as const;

type Fact = readonly [what: string, is: string];

function factsOf(health: Health): Fact[] {
  const { storage, storageFaults, sealing, files, reconcile, changedOutside, disks, models, fence } = health;
  const parts = storageFaults.map(({ part, why }) => `${part} (${why})`).join(', ');
  return [
    ['Storage', parts === '' ? storage : `${storage}: ${parts}`],
    [
      'Models in use',
      models.map(({ id, version, standing }) => `${id} ${version} (${standing})`).join(', ') || 'none',
    ],
    [
      'Files in progress',
      files === undefined
        ? 'unknown'
        : `${files.open}${files.oldest === undefined ? '' : `, the oldest since ${localTime(files.oldest)}`}`,
    ],
    [
      'Audit log',
      sealing.waitsSince === undefined
        ? sealing.state
        : `${sealing.state}, waits since ${localTime(sealing.waitsSince)}`,
    ],
    [
      'Last reconcile',
      reconcile === undefined
        ? 'none yet'
        : `${localTime(reconcile.endedAt)}, ${reconcile.failed} failed orchestrations`,
    ],
    ['Changed outside the app', words.counts.studies(changedOutside)],
    [
      'Disks nearly full',
      disks.map(({ holds, freeMegabytes }) => `${holds} (${freeMegabytes} MB left)`).join(', ') || 'none',
    ],
    ['Processes that read files are held by', fence === 'kernel' ? 'the kernel, and Node' : 'Node alone'],
  ];
}

/** Whether the site works, and what somebody should do. */
export function HealthPage() {
  // It is looked at again every half a minute.
  const round = Math.floor(useServerNow(10_000) / 30_000);
  const { load, reload } = useLoad(`health-${round}`, getHealth);
  const health = load.value;
  if (load.state === 'error')
    return <Failed what={texts.parts.what.health} error={load.error} onRetry={reload} />;
  if (health === undefined) return <Loading what={texts.parts.what.health} />;
  const problems = health.problems.map(({ model, message }) => `${model}: ${message}`);
  const said = [...health.advice, ...problems];
  return (
    <>
      <p
        class={`notice-line ${health.status === 'ok' ? '' : health.status === 'degraded' ? 'warning' : 'alarm'}`}
      >
        <b>{statusWords[health.status]}</b>
      </p>
      {said.length > 0 && (
        <section class="card">
          <h2>What to do</h2>
          <ul>
            {said.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
      <Table
        caption="Parts of the site"
        columns={[
          { title: 'Part', cell: ([what]) => <b>{what}</b> },
          { title: 'State', cell: ([, is]) => is },
        ]}
        rows={factsOf(health)}
        keyOf={([what]) => what}
      />
    </>
  );
}
