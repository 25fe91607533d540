import type { ComparisonView } from '../../contract/routes/modelDetail';
import { type Side, sides } from '../../domain/models/shadowComparison';
import { Bars } from '../feedback/bars';
import { texts, words } from '../language/language';

function countOf({ answers }: ComparisonView, said: Side, promoted: Side): number {
  return answers.find((one) => one.said === said && one.promoted === promoted)?.images ?? 0;
}

/** A version in shadow against one that spoke, on the same images of this site. */
export function ComparisonCard({ comparison }: { readonly comparison: ComparisonView }) {
  const { against, label, agreement, differences } = comparison;
  const says = texts.model;
  const { bounds, counts, mean } = differences;
  const bars = counts.map((count, at) => {
    const [low, high] = [bounds[at - 1], bounds[at]];
    return { title: says.between(low, high), count };
  });
  return (
    <section class="card" aria-label={says.against(label, against)}>
      <h3>{says.against(label, against)}</h3>
      <p>
        {says.sameSide(words.values.countedShare(agreement))}{' '}
        {mean !== undefined && says.meanDifference(mean.toFixed(3))}
      </p>
      <div class="plots">
        <table class="numbers">
          <caption class="unseen">{says.whoSaidWhat}</caption>
          <thead>
            <tr>
              <th scope="col">{says.thisSaid}</th>
              {sides.map((side) => (
                <th key={side} scope="col">
                  {says.otherSaid(says.sides[side])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sides.map((said) => (
              <tr key={said}>
                <th scope="row">{says.sides[said]}</th>
                {sides.map((promoted) => (
                  <td key={promoted}>{countOf(comparison, said, promoted)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <figure>
          <figcaption>{says.differences}</figcaption>
          <Bars bars={bars} />
        </figure>
      </div>
    </section>
  );
}
