import type { FeedbackView, Times } from '../../domain/study/feedbackView';
import { words } from '../../domain/words/words';

const minute = 60_000;

function Row({ title, times }: { readonly title: string; readonly times: Times }) {
  const { n, median, p90, inTime } = times;
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>{n}</td>
      <td>{median === undefined ? '–' : words.values.duration(median * minute)}</td>
      <td>{p90 === undefined ? '–' : words.values.duration(p90 * minute)}</td>
      <td>{inTime ? words.values.countedShare(inTime) : '–'}</td>
    </tr>
  );
}

/** How long it took, from the arrival of the first image. */
export function TimesTable({ view }: { readonly view: FeedbackView }) {
  return (
    <section class="card">
      <h2>Times, from the arrival of the first image</h2>
      <div class="wide">
        <table class="numbers">
          <thead>
            <tr>
              <th scope="col">Until</th>
              <th scope="col">Studies</th>
              <th scope="col">Median</th>
              <th scope="col">9 of 10 within</th>
              <th scope="col">Within the due time</th>
            </tr>
          </thead>
          <tbody>
            <Row title="the first notification" times={view.timeToNotification} />
            <Row title="the decision" times={view.timeToDecision} />
          </tbody>
        </table>
      </div>
    </section>
  );
}
