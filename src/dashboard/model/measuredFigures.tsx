import type { EvaluationView, Measured } from '../../contract/routes/modelDetail';
import { texts, words } from '../language/language';
import { When } from '../parts/time';
import { CurvePlot } from './curvePlot';
import { ScorePlot } from './scorePlot';

const digits = (value: number) => value.toFixed(3);
const withInterval = ({
  value,
  low,
  high,
}: {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}) => `${digits(value)} (${digits(low)}–${digits(high)})`;

function Question({ measured }: { readonly measured: Measured }) {
  const { question, n, positives, negatives, auc, operatingPoint, roc, calibration, histogram } = measured;
  const says = texts.model;
  const { percent } = words.values;
  const point = operatingPoint && {
    sensitivity: operatingPoint.sensitivity && withInterval(operatingPoint.sensitivity),
    specificity: operatingPoint.specificity && withInterval(operatingPoint.specificity),
  };
  return (
    <div class="measured">
      <h4>{question}</h4>
      <p class="sub">
        {[
          says.counts(n, positives, negatives),
          auc && says.auc(withInterval(auc)),
          point?.sensitivity && says.sensitivity(point.sensitivity),
          point?.specificity && says.specificity(point.specificity),
        ]
          .filter((text) => text !== undefined)
          .join(' · ')}
      </p>
      <div class="plots">
        {negatives > 0 && positives > 0 && (
          <figure>
            <figcaption>{says.roc}</figcaption>
            <CurvePlot
              isLine
              points={roc.map(({ falsePositiveRate, sensitivity }) => ({
                x: falsePositiveRate,
                y: sensitivity,
              }))}
              xTitle={says.falsePositiveRate}
              yTitle={says.sensitivityAxis}
              spoken={auc ? says.auc(withInterval(auc)) : says.roc}
            />
          </figure>
        )}
        {calibration && (
          <figure>
            <figcaption>{says.calibration(percent(calibration.expectedError))}</figcaption>
            <CurvePlot
              isLine={false}
              points={calibration.bins.map(({ meanScore, observed }) => ({ x: meanScore, y: observed }))}
              xTitle={says.meanScore}
              yTitle={says.observed}
              spoken={calibration.bins
                .map(({ meanScore, observed, n: files }) =>
                  says.bin(percent(meanScore), percent(observed), files),
                )
                .join('; ')}
            />
          </figure>
        )}
        <figure>
          <figcaption>{says.scores}</figcaption>
          <ScorePlot
            up={histogram.positives}
            down={histogram.negatives}
            upTitle={says.positives(positives)}
            downTitle={says.negatives(negatives)}
            ends={['0', '1']}
            mark={operatingPoint?.threshold}
            spoken={says.spokenScores(positives, negatives)}
          />
        </figure>
      </div>
    </div>
  );
}

/** What one labelled list said of the version. */
export function EvaluationCard({ evaluation }: { readonly evaluation: EvaluationView }) {
  const { list, about, made, files, measured } = evaluation;
  return (
    <section class="card" aria-label={list}>
      <h3>{list}</h3>
      <p class="sub">
        {about} {texts.model.files(files.listed, files.analysed, files.notAnalysed, files.refused)}{' '}
        <When at={made} />
      </p>
      {measured.map((one) => (
        <Question key={one.question} measured={one} />
      ))}
    </section>
  );
}
