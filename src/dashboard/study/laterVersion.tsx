import type { StudyView } from '../../domain/studyView';

interface LaterVersionProps {
  readonly study: StudyView;
  readonly onReload: () => void;
}

/** A review that a later image superseded: said where the eye is. */
export function LaterVersion({ study }: LaterVersionProps) {
  const { reviewedVersion, version, state } = study;
  if (reviewedVersion === undefined || state !== 'reopened') return null;
  return (
    <p class="notice" role="status">
      <b>The review was made on version {reviewedVersion}.</b> A later image came: version {version}{' '}
      supersedes it and awaits review again.
    </p>
  );
}
