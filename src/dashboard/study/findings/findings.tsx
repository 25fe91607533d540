import type { Analysis, Finding } from '../../../domain/models/analysis';
import { stanceOf } from '../../../domain/models/findings';
import type { StudyImage } from '../../../domain/study/images/imageRecord';
import { notAnalysedReasonOf } from '../../../domain/study/policy/notAnalysed';
import type { StudyView } from '../../../domain/study/view/studyView';
import { phrases, texts, words } from '../../language/language';
import { ScoreScale } from './scoreScale';

type Analysed = Extract<Analysis, { outcome: 'analysed' }>;

function FindingRow({ finding }: { readonly finding: Finding }) {
  const { title, score, threshold, band } = finding;
  const { percent, percentRange } = words.values;
  const says = texts.study.findings;
  const parts = [
    says.calibrated,
    ...(threshold === undefined ? [] : [says.threshold(percent(threshold))]),
    ...(band ? [says.indeterminate(percentRange(band))] : []),
  ];
  return (
    <li class={`finding-row ${finding.positive ? 'positive' : ''}`}>
      <p class="finding-title">
        <bdi>{title}</bdi> <b class="score">{percent(score)}</b>
      </p>
      <p class="stance">{words.stances[stanceOf(finding)]}</p>
      <ScoreScale finding={finding} />
      <p class="sub">
        {parts.map((part, at) => [<span key={part}>{at + 1 < parts.length ? `${part} ·` : part}</span>, ' '])}
      </p>
    </li>
  );
}

function ModelLine({ model }: Pick<Analysis, 'model'>) {
  const { id, version } = model;
  return (
    <p class="model sub">
      <bdi>{model.id}</bdi> {model.version} · <code title={model.sha256}>{model.sha256.slice(0, 12)}</code> ·{' '}
      <a
        href={`/models/${encodeURIComponent(id)}/${encodeURIComponent(version)}`}
        target="_blank"
        rel="noopener"
      >
        {texts.study.findings.modelCard}
      </a>
    </p>
  );
}

function Notes({ notes }: { readonly notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <ul class="notes">
      {notes.map((note) => (
        <li key={note}>{phrases.noteWords(note)}</li>
      ))}
    </ul>
  );
}

/** A low score says nothing of what the model does not look for. */
function NotLookedFor({ analysis: { notLookedFor } }: { readonly analysis: Analysed }) {
  if (notLookedFor === undefined) return null;
  return (
    <p class="not-looked-for">
      <b>{texts.study.findings.notLookedFor}</b> <bdi>{notLookedFor.join(words.listSeparator)}</bdi>.
    </p>
  );
}

function OneAnalysis({ analysis }: { readonly analysis: Analysis }) {
  const { model, notes, gate } = analysis;
  return (
    <div class="analysis">
      {analysis.outcome === 'analysed' ? (
        <>
          <ul class="finding-list">
            {analysis.findings.map((finding) => (
              <FindingRow key={finding.label} finding={finding} />
            ))}
          </ul>
          <NotLookedFor analysis={analysis} />
        </>
      ) : (
        <p class="abstained">
          <b>{texts.study.findings.abstained}</b> {phrases.notAnalysedWords(analysis.reason)}
          {gate && ` ${words.why.looksLike(gate.title)}`}
        </p>
      )}
      <Notes notes={notes} />
      <ModelLine model={model} />
    </div>
  );
}

interface FindingsProps {
  readonly study: StudyView;
  readonly image: StudyImage;
  readonly onChoose: (imageId: string) => void;
}

/** Images of the study with a positive finding, other than the one on screen. */
function Elsewhere({ study, image, onChoose }: FindingsProps) {
  const others = study.images
    .map((other, at) => ({ other, number: at + 1 }))
    .filter(({ other }) => other.imageId !== image.imageId)
    .filter(({ other }) =>
      other.analyses.some(
        (one) => one.outcome === 'analysed' && one.findings.some(({ positive }) => positive),
      ),
    );
  if (others.length === 0) return null;
  return (
    <p class="elsewhere">
      {texts.study.findings.elsewhere}{' '}
      {others.map(({ other, number }) => (
        <button key={other.imageId} type="button" class="quiet" onClick={() => onChoose(other.imageId)}>
          {texts.study.findings.image(number)}
        </button>
      ))}
    </p>
  );
}

/** The models' results for the image on screen. Not analysed is never normal. */
export function Findings(props: FindingsProps) {
  const { study, image } = props;
  const says = texts.study.findings;
  if (study.awaitsImpression) {
    return (
      <section class="card findings" aria-label={says.title}>
        <h2>{says.title}</h2>
        <p class="sub">{texts.study.afterImpression}</p>
      </section>
    );
  }
  const reason = notAnalysedReasonOf(image);
  const number = study.images.indexOf(image) + 1;
  return (
    <section class="card findings" aria-label={says.title}>
      <h2>{number > 0 ? says.ofImage(number) : says.title}</h2>
      {reason !== undefined && image.analyses.length === 0 && (
        <p class="abstained">
          <b>{says.notAnalysed}</b> {phrases.notAnalysedWords(reason)}
        </p>
      )}
      {reason !== undefined && <p class="sub">{says.notNormal}</p>}
      {image.analyses.map((analysis) => (
        <OneAnalysis
          key={`${analysis.model.id}@${analysis.model.version}#${analysis.model.sha256}`}
          analysis={analysis}
        />
      ))}
      <Elsewhere {...props} />
      {image.notes.length > 0 && (
        <details>
          <summary>{says.unusual(image.notes.length)}</summary>
          <Notes notes={image.notes} />
        </details>
      )}
    </section>
  );
}
