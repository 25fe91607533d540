import { useState } from 'preact/hooks';
import type { WatchedView } from '../../../domain/drift/driftView';
import { messageOf } from '../../api/client';
import { call } from '../../api/routes';
import { useLoad } from '../../api/useLoad';
import { texts, words } from '../../language/language';
import { hasRight, useSession } from '../../parts/session';
import { Empty, Failed, Loading } from '../../parts/states';
import { FeatureFigure } from './featureFigure';
import { type Reference, RestartDialog } from './restartDialog';

const getDrift = () => call('GET /api/drift', {});

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
  if (load.state === 'error')
    return <Failed what={texts.parts.what.drift} error={load.error} onRetry={reload} />;
  if (load.value === undefined) return <Loading what={texts.parts.what.drift} />;
  const { rate, watched } = load.value;
  const run = async (reference: Reference, reason: string) => {
    const what = asked;
    setAsked(undefined);
    if (what === undefined) return;
    setSaid(await restart(what, reference, reason).then(() => texts.drift.ended, messageOf));
    reload();
  };
  return (
    <>
      <p class="sub">{texts.drift.rate(rate.days, words.values.percent(rate.falseAlarms))}</p>
      {said && (
        <p class="notice-line" role="status">
          {said}
        </p>
      )}
      {watched.length === 0 && (
        <Empty>
          <h2>{texts.drift.nothing}</h2>
          <p>{texts.drift.nothingWhy}</p>
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
