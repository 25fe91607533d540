import { useEffect, useState } from 'preact/hooks';
import { unkeptUrgency } from '../../domain/kernel/orderUrgency';
import type { FeedbackView } from '../../domain/study/feedback/feedbackView';
import { getFeedback } from '../api/calls';
import { serverNow } from '../api/serverTime';
import { useLoad } from '../api/useLoad';
import { texts, words } from '../language/language';
import { SpanChoice } from '../parts/spanChoice';
import { Empty, Failed, Loading } from '../parts/states';
import { ModelCard } from './modelCard';
import { TimesTable } from './timesTable';

const spans = ['7', '30', '90', ''] as const;

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
      <h2>{texts.feedback.unknownUrgency}</h2>
      <p class="sub">{texts.feedback.unknownMeans}</p>
      <ul>
        {unknownUrgency.map(({ word, studies }) => (
          <li key={word}>
            {word === unkeptUrgency ? texts.feedback.otherTexts : <b>{word}</b>}:{' '}
            {words.counts.studies(studies)}
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
        <h2>{texts.feedback.none}</h2>
        <p>{texts.feedback.noneYet}</p>
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
  const [days, setDays] = useState<string>('30');
  const { load, reload } = useLoad(`days-${days}`, () => getFeedback(sinceOf(days)));
  useEffect(() => {
    document.title = texts.parts.title(texts.parts.feedback);
  }, []);
  return (
    <div class="feedback">
      <div class="feedback-head">
        <h1>{texts.feedback.title}</h1>
        <SpanChoice
          label={texts.feedback.reviewsOf}
          spans={spans.map((value) => [value, texts.feedback.spans[value]])}
          value={days}
          onValue={setDays}
        />
      </div>
      <p class="sub">{texts.feedback.explain}</p>
      {load.state === 'error' && (
        <Failed what={texts.parts.what.numbers} error={load.error} onRetry={reload} />
      )}
      {load.state === 'loading' && load.value === undefined && <Loading what={texts.parts.what.numbers} />}
      {load.value !== undefined && <UnknownUrgency unknownUrgency={load.value.unknownUrgency} />}
      {load.value !== undefined && <Found view={load.value} />}
    </div>
  );
}
