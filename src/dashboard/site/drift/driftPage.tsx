import { useState } from 'preact/hooks';
import type { DriftView, WatchedView } from '../../../domain/drift/driftView';
import { words } from '../../../domain/words/words';
import { messageOf } from '../../api/client';
import { call } from '../../api/routes';
import { useLoad } from '../../api/useLoad';
import { hasRight, useSession } from '../../parts/session';
import { Empty, Failed, Loading } from '../../parts/states';
import { FeatureFigure } from './featureFigure';
import { type Reference, RestartDialog } from './restartDialog';

const getDrift = () => call('GET /api/drift', {});

function Rate({ rate: { falseAlarms, days } }: Pick<DriftView, 'rate'>) {
  return (
    <p class="sub">
      What each model version is shown and says, against its first weeks here. Where nothing changes, a
      feature of a version raises a false alarm in {days} days with a chance of{' '}
      {words.values.percent(falseAlarms)} at most. An alarm says that something changed, not that the model is
      wrong; no alarm does not prove that it is right.
    </p>
  );
}

function restart({ model, feature, label }: WatchedView, reference: Reference, reason: string) {
  const name = { model, feature, ...(label === undefined ? {} : { label }) };
  return call('POST /api/drift/restart', { body: { ...name, reference, reason } });
}

/** Whether models are shown, and say, what they did. */
export function DriftPage() {
  const [asked, setAsked] = useState<WatchedView>();
  const [said, setSaid] = useState<string>();
  const { load, reload } = useLoad('drift', getDrift);
  const mayChange = hasRight(useSession(), 'manage-models');
  if (load.state === 'error') return <Failed what="The model watch" error={load.error} onRetry={reload} />;
  if (load.value === undefined) return <Loading what="the model watch" />;
  const { rate, watched } = load.value;
  const run = async (reference: Reference, reason: string) => {
    const what = asked;
    setAsked(undefined);
    if (what === undefined) return;
    setSaid(await restart(what, reference, reason).then(() => 'The alarm has ended.', messageOf));
    reload();
  };
  return (
    <>
      <Rate rate={rate} />
      {said && (
        <p class="notice-line" role="status">
          {said}
        </p>
      )}
      {watched.length === 0 && (
        <Empty>
          <h2>Nothing was counted yet</h2>
          <p>As soon as models analyse images, each version appears here.</p>
        </Empty>
      )}
      {[...Map.groupBy(watched, ({ model }) => model)].map(([model, own]) => (
        <section key={model} class="card" aria-label={model}>
          <h2>{model.replace('@', ' ')}</h2>
          <div class="plots">
            {own.map((one) => (
              <FeatureFigure
                key={`${one.feature} ${one.label}`}
                watched={one}
                onRestart={mayChange ? setAsked : undefined}
              />
            ))}
          </div>
        </section>
      ))}
      {asked && (
        <RestartDialog
          watched={asked}
          onClose={() => setAsked(undefined)}
          onRestart={(reference, reason) => void run(reference, reason)}
        />
      )}
    </>
  );
}
