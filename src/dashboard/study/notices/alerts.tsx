import type { StudyView } from '../../../domain/study/view/studyView';
import { words } from '../../language/language';

/** What everybody who sees the study must be told. */
export function Alerts({ study }: { readonly study: StudyView }) {
  return (
    <>
      {study.route && (
        <p class="notice" data-route={study.route}>
          {words.routes[study.route]}
        </p>
      )}
      {study.alerts.map(({ code, images }) => (
        <p key={code} class="notice failed" role="alert" data-alert={code}>
          <b>{words.studyAlerts[code].notice(images)}</b>
        </p>
      ))}
    </>
  );
}
