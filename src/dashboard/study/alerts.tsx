import type { StudyView } from '../../domain/study/studyView';

/** What everybody who sees the study must be told. */
export function Alerts({ study }: { readonly study: StudyView }) {
  return (
    <>
      {study.alerts.map(({ code, words }) => (
        <p key={code} class="notice failed" role="alert" data-alert={code}>
          <b>{words}</b>
        </p>
      ))}
    </>
  );
}
