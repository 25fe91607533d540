import { useEffect } from 'preact/hooks';
import type { StudyView } from '../../domain/study/studyView';
import { announce } from '../parts/announcer';
import { useNewer } from './useNewer';

interface ChangedNoticeProps {
  readonly study: StudyView;
  readonly onReload: () => void;
}

/** How the study changed since it was opened. */
function changeWords(study: StudyView, newer: StudyView): string {
  if (newer.version > study.version)
    return `Another image arrived: you are looking at version ${study.version}, which version ${newer.version} supersedes.`;
  if (newer.state === 'reviewed' && study.state !== 'reviewed')
    return 'Somebody has reviewed this study in the meantime.';
  return 'The study has changed in the meantime.';
}

function Newer({ study, onReload }: ChangedNoticeProps) {
  const newer = useNewer(study);
  const words = newer && changeWords(study, newer);
  useEffect(() => {
    if (words) announce(words);
  }, [words]);
  if (words === undefined) return null;
  return (
    <div class="notice">
      <p>
        <b>{words}</b> What you entered stays.
      </p>
      <button type="button" onClick={onReload}>
        Show it as it is now
      </button>
    </div>
  );
}

function Superseded({ study }: Pick<ChangedNoticeProps, 'study'>) {
  const { reviewedVersion, version, state } = study;
  if (reviewedVersion === undefined || state !== 'reopened') return null;
  return (
    <p class="notice">
      <b>The review was made on version {reviewedVersion}.</b> A later image arrived: version {version}{' '}
      supersedes it and awaits review again.
    </p>
  );
}

/**
 * Changes that a reader must know before deciding. Pictures are never replaced while somebody is looking at
 * them.
 */
export function ChangedNotice(props: ChangedNoticeProps) {
  return (
    <>
      <Superseded study={props.study} />
      <Newer {...props} />
    </>
  );
}
