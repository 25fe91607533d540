import { useState } from 'preact/hooks';
import { isClosed } from '../../../domain/study/review/standingReview';
import { kindOf } from '../../../domain/study/view/studyKind';
import type { StudyView } from '../../../domain/study/view/studyView';
import { phrases, texts, words } from '../../language/language';
import { PriorityMark } from '../../parts/priority';
import { Link } from '../../parts/router';
import { hasRight, useSession } from '../../parts/session';
import { Due, localTime, Since } from '../../parts/time';
import { RankDialog } from '../../worklist/rankDialog';
import { CopySummary } from './copySummary';
import { EarlierButton } from './earlierButton';
import { goToNext } from './goToNext';
import { Neighbours } from './neighbours';
import { OpenInOhif } from './openInOhif';

interface StudyHeaderProps {
  readonly study: StudyView;
  /** Whether earlier images are shown beside it. */
  readonly beside: boolean;
  readonly onBeside: (shown: boolean) => void;
}

/** What the study is, and its state. */
export function StudyHeader({ study, beside, onBeside }: StudyHeaderProps) {
  const [asking, setAsking] = useState(false);
  const session = useSession();
  const { ohifUrl } = session.settings;
  const { images, standing, state, version, studyId } = study;
  const unknownUrgency = [...new Set(images.flatMap((image) => image.unknownUrgency ?? []))];
  return (
    <div class="study-head">
      <Link to="/worklist" class="back">
        {texts.study.backShort}
      </Link>
      <Neighbours studyId={studyId} />
      <PriorityMark priority={standing.priority} />
      <div class="what">
        <h1 id="title" tabIndex={-1}>
          <bdi>{phrases.studyName({ ...study, ...kindOf(study) }, localTime)}</bdi>
        </h1>
        <p class="facts">
          {words.counts.images(images.length)} · {words.worklist.version(version)} ·{' '}
          {words.reviewStates[isClosed(study) ? 'closed' : state]} ·{' '}
          {state === 'reviewed' ? (
            <Since at={study.receivedAt} words={words.worklist.arrived} />
          ) : (
            <>
              <Since at={study.receivedAt} words={words.worklist.waiting} /> · <Due at={study.dueAt} />
            </>
          )}
        </p>
        {unknownUrgency.length > 0 && (
          <p class="facts">
            <b>{words.rank.unknownUrgency(unknownUrgency)}</b>
          </p>
        )}
      </div>
      <div class="actions">
        {!study.awaitsImpression && (
          <button type="button" class="quiet" onClick={() => setAsking(true)}>
            {texts.study.whyRank}
          </button>
        )}
        {hasRight(session, 'read-identities') && (
          <EarlierButton study={study} beside={beside} onBeside={onBeside} />
        )}
        <CopySummary study={study} />
        {ohifUrl && <OpenInOhif study={study} ohifUrl={ohifUrl} />}
        <button type="button" onClick={() => void goToNext(studyId)}>
          {texts.study.next} <kbd>n</kbd>
        </button>
      </div>
      {asking && <RankDialog studyId={studyId} onClose={() => setAsking(false)} />}
    </div>
  );
}
