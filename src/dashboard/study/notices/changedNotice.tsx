import { useEffect } from 'preact/hooks';
import { isClosed } from '../../../domain/study/review/standingReview';
import type { StudyView } from '../../../domain/study/view/studyView';
import { texts } from '../../language/language';
import { announce } from '../../parts/announcer';
import { useNewer } from './useNewer';

interface ChangedNoticeProps {
  readonly study: StudyView;
  readonly onReload: () => void;
}

/** How the study changed since it was opened. */
function changeWords(study: StudyView, newer: StudyView): string {
  if (newer.version > study.version) return texts.study.anotherImage(study.version, newer.version);
  if (newer.state === 'reviewed' && study.state !== 'reviewed')
    return isClosed(newer) ? texts.study.closedMeanwhile : texts.study.reviewedMeanwhile;
  return texts.study.changedMeanwhile;
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
        <b>{words}</b> {texts.study.entriesStay}
      </p>
      <button type="button" onClick={onReload}>
        {texts.study.showNow}
      </button>
    </div>
  );
}

function Superseded({ study }: Pick<ChangedNoticeProps, 'study'>) {
  const { reviewedVersion, version, state } = study;
  if (reviewedVersion === undefined || state !== 'reopened') return null;
  return (
    <p class="notice">
      <b>{texts.study.reviewedVersion(reviewedVersion)}</b> {texts.study.laterImage(version)}
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
