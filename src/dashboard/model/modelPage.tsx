import { useEffect } from 'preact/hooks';
import { call } from '../api/routes';
import { useLoad } from '../api/useLoad';
import { texts } from '../language/language';
import { Failed, Loading } from '../parts/states';
import { ComparisonCard } from './comparisonCard';
import { EvaluationCard } from './measuredFigures';

interface ModelPageProps {
  readonly id: string;
  readonly version: string;
}

/** Reads Markdown: loaded when a card is shown. */
const getMarkdown = async () => (await import('./markdown')).Markdown;

function Card({ text }: { readonly text: string }) {
  const { load, reload } = useLoad('markdown', getMarkdown);
  if (load.state === 'error')
    return <Failed what={texts.parts.what.card} error={load.error} onRetry={reload} />;
  if (load.value === undefined) return <Loading what={texts.parts.what.card} />;
  const Markdown = load.value;
  return <Markdown text={text} />;
}

/** One version of a model: its card, how it compares here, what was measured. */
export function ModelPage({ id, version }: ModelPageProps) {
  const { load, reload } = useLoad(`${id}@${version}`, () =>
    call('GET /api/models/{id}/{version}', { params: { id, version } }),
  );
  const says = texts.model;
  useEffect(() => {
    document.title = texts.parts.title(`${id} ${version}`);
  }, [id, version]);
  if (load.state === 'error')
    return <Failed what={texts.parts.what.model} error={load.error} onRetry={reload} />;
  if (load.value === undefined) return <Loading what={texts.parts.what.model} />;
  const { title, card, evaluations, unreadable, comparisons } = load.value;
  return (
    <div class="feedback model-page">
      <h1>
        <bdi>{title}</bdi> <span class="sub">{[id, version].join(' ')}</span>
      </h1>
      {comparisons.length > 0 && <h2>{says.comparisons}</h2>}
      {comparisons.length > 0 && <p class="sub">{says.comparisonsWhy}</p>}
      {comparisons.map((comparison) => (
        <ComparisonCard key={`${comparison.against} ${comparison.label}`} comparison={comparison} />
      ))}
      <h2>{says.card}</h2>
      <section class="card">{card === undefined ? <p>{says.noCard}</p> : <Card text={card} />}</section>
      <h2>{says.evaluations}</h2>
      {evaluations.length === 0 && <p>{says.notMeasured}</p>}
      {unreadable.length > 0 && <p class="notice-line warning">{says.unreadable(unreadable.join(', '))}</p>}
      {evaluations.map((evaluation) => (
        <EvaluationCard key={evaluation.list} evaluation={evaluation} />
      ))}
    </div>
  );
}
