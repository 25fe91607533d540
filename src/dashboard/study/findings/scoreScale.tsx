import type { Finding } from '../../../domain/models/analysis';
import { texts, words } from '../../language/language';

const width = 240;
const height = 26;
const margin = 6;
const at = (share: number) => margin + share * (width - 2 * margin);

function spoken({ title, score, threshold, band }: Finding): string {
  const { percent } = words.values;
  const { findings: says } = texts.study;
  return [
    `${title}: ${percent(score)}`,
    threshold === undefined ? says.noThreshold : says.threshold(percent(threshold)),
    ...(band ? [says.indeterminateFrom(percent(band[0]), percent(band[1]))] : []),
  ].join(words.listSeparator);
}

/** The score on a line from 0 to 1, with the threshold and the indeterminate band around it. */
export function ScoreScale({ finding }: { readonly finding: Finding }) {
  const { score, threshold, band } = finding;
  const middle = height / 2;
  return (
    <svg class="scale" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={spoken(finding)}>
      <line class="axis" x1={at(0)} x2={at(1)} y1={middle} y2={middle} />
      {band && (
        <rect
          class="band"
          x={at(band[0])}
          width={at(band[1]) - at(band[0])}
          y={middle - 6}
          height="12"
          rx="2"
        />
      )}
      {threshold !== undefined && (
        <line class="threshold" x1={at(threshold)} x2={at(threshold)} y1="2" y2={height - 2} />
      )}
      <circle class={`score ${finding.positive ? 'positive' : ''}`} cx={at(score)} cy={middle} r="5" />
    </svg>
  );
}
