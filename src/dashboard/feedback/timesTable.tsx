import type { FeedbackView, Times } from '../../domain/study/feedback/feedbackView';
import { texts, words } from '../language/language';

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
  const says = texts.feedback.times;
  return (
    <section class="card">
      <h2>{says.title}</h2>
      <div class="wide">
        <table class="numbers">
          <thead>
            <tr>
              <th scope="col">{says.until}</th>
              <th scope="col">{says.studies}</th>
              <th scope="col">{says.median}</th>
              <th scope="col">{says.within}</th>
              <th scope="col">{says.inTime}</th>
            </tr>
          </thead>
          <tbody>
            <Row title={says.notification} times={view.timeToNotification} />
            <Row title={says.decision} times={view.timeToDecision} />
          </tbody>
        </table>
      </div>
    </section>
  );
}
