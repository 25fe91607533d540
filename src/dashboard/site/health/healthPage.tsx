import { tell } from '../../../domain/words/told';
import { useServerNow } from '../../api/serverClock';
import { useLoad } from '../../api/useLoad';
import { texts, words } from '../../language/language';
import { Failed, Loading } from '../../parts/states';
import { Table } from '../../parts/table';
import { localTime, withLocalTimes } from '../../parts/time';
import { getHealth, type Health } from './getHealth';

type Fact = readonly [what: string, is: string];

function factsOf(health: Health): Fact[] {
  const { storage, storageFaults, sealing, files, reconcile, changedOutside, disks, models, fence } = health;
  const says = texts.site.health;
  const list = (parts: readonly string[]) => parts.join(words.listSeparator);
  const parts = list(
    storageFaults.map(({ part, why, role }) => says.faulty(part, words.health.storageFaults[why], role)),
  );
  return [
    [says.storage, says.storageIs(words.health.storage[storage], parts)],
    [
      says.models,
      list(
        models.map(({ id, version, standing }) => says.model(`${id} ${version}`, words.standings[standing])),
      ) || says.none,
    ],
    [
      says.files,
      files === undefined
        ? says.unknown
        : files.oldest === undefined
          ? String(files.open)
          : says.oldest(files.open, localTime(files.oldest)),
    ],
    [
      says.auditLog,
      sealing.waitsSince === undefined
        ? words.health.sealing[sealing.state]
        : says.waits(words.health.sealing[sealing.state], localTime(sealing.waitsSince)),
    ],
    [
      says.reconcile,
      reconcile === undefined
        ? says.noneYet
        : says.reconciled(localTime(reconcile.endedAt), reconcile.failed),
    ],
    [says.changedOutside, words.counts.studies(changedOutside)],
    [
      says.disks,
      list(disks.map(({ holds, freeMegabytes }) => says.disk(words.health.disks[holds], freeMegabytes))) ||
        says.none,
    ],
    [says.fence, fence === 'kernel' ? says.kernel : says.node],
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
  const says = texts.site.health;
  const problems = health.problems.map(({ model, message }) => `${model}: ${message}`);
  // What only a newer app can say is said as the app says it.
  const advice = health.advice.map((sentence, at) => {
    const told = health.toldAdvice[at];
    return withLocalTimes((told && tell(words.health.advice, told)) ?? sentence);
  });
  const said = [...advice, ...problems];
  return (
    <>
      <p
        class={`notice-line ${health.status === 'ok' ? '' : health.status === 'degraded' ? 'warning' : 'alarm'}`}
      >
        <b>{says.status[health.status]}</b>
      </p>
      {said.length > 0 && (
        <section class="card">
          <h2>{says.whatToDo}</h2>
          <ul>
            {said.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
      <Table
        caption={says.parts}
        columns={[
          { title: says.part, cell: ([what]) => <b>{what}</b> },
          { title: says.state, cell: ([, is]) => is },
        ]}
        rows={factsOf(health)}
        keyOf={([what]) => what}
      />
    </>
  );
}
