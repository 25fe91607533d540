import { useEffect, useState } from 'preact/hooks';
import { unkeptUrgency } from '../../domain/kernel/orderUrgency';
import type { FeedbackView } from '../../domain/study/feedbackView';
import { words } from '../../domain/words/words';
import { getFeedback } from '../api/calls';
import { serverNow } from '../api/serverTime';
import { useLoad } from '../api/useLoad';
import { texts } from '../language/language';
import { SpanChoice } from '../parts/spanChoice';
import { Empty, Failed, Loading } from '../parts/states';
import { ModelCard } from './modelCard';
import { TimesTable } from './timesTable';

const spans = [
  ['7', 'last 7 days'],
  ['30', 'last 30 days'],
  ['90', 'last 90 days'],
  ['', 'all'],
] as const;

function sinceOf(days: string): string | undefined {
  return days === ''
    ? undefined
    : new Date(serverNow() - Number(days) * 86_400_000).toISOString().slice(0, 10);
}

/** Priorities of orders that the policy should be told of. */
function UnknownUrgency({ unknownUrgency }: Pick<FeedbackView, 'unknownUrgency'>) {
  if (unknownUrgency.length === 0) return null;
  return (
    <section class="card">
      <h2>Order urgencies that the triage policy does not know</h2>
      <p class="sub">Their studies are read at the place that the policy gives to unknown words.</p>
      <ul>
        {unknownUrgency.map(({ word, studies }) => (
          <li key={word}>
            {word === unkeptUrgency ? 'other texts' : <b>{word}</b>}: {words.counts.studies(studies)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Found({ view }: { readonly view: FeedbackView }) {
  if (view.models.length === 0) {
    return (
      <Empty>
        <h2>No reviews in this time</h2>
        <p>
          As soon as reviewers accept or override what the models say, the numbers appear here, for each
          version of a model.
        </p>
      </Empty>
    );
  }
  return (
    <>
      <TimesTable view={view} />
      {view.models.map((model) => (
        <ModelCard key={`${model.model.id}@${model.model.version}`} feedback={model} />
      ))}
    </>
  );
}

/** What reviews say about the models. */
export function FeedbackPage() {
  const [days, setDays] = useState('30');
  const { load, reload } = useLoad(`days-${days}`, () => getFeedback(sinceOf(days)));
  useEffect(() => {
    document.title = 'Feedback · Imaging Triage';
  }, []);
  return (
    <div class="feedback">
      <div class="feedback-head">
        <h1>What reviews say about the models</h1>
        <SpanChoice label="Reviews of the" spans={spans} value={days} onValue={setDays} />
      </div>
      <p class="sub">
        Agreement is not accuracy: a reviewer who was shown the model's answer leans towards it. Bars are 95 %
        intervals (Wilson).
      </p>
      {load.state === 'error' && (
        <Failed what={texts.parts.what.numbers} error={load.error} onRetry={reload} />
      )}
      {load.state === 'loading' && load.value === undefined && <Loading what={texts.parts.what.numbers} />}
      {load.value !== undefined && <UnknownUrgency unknownUrgency={load.value.unknownUrgency} />}
      {load.value !== undefined && <Found view={load.value} />}
    </div>
  );
}
