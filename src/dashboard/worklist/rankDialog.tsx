import { tell } from '../../domain/words/told';
import { getRank } from '../api/calls';
import type { Answered } from '../api/routes';
import { useLoad } from '../api/useLoad';
import { texts, words } from '../language/language';
import { Dialog } from '../parts/dialog';
import { Failed, Loading } from '../parts/states';

interface RankDialogProps {
  readonly studyId: string;
  readonly onClose: () => void;
}

/** A reason that only a newer app knows is said as the app says it. */
function sentencesOf({ reasons, because }: Answered<'GET /api/studies/{id}/rank'>): readonly string[] {
  return because.map((sentence, at) => {
    const reason = reasons[at];
    return (reason && tell(words.rank, reason)) ?? sentence;
  });
}

/** Why a study is ranked where it is. */
export function RankDialog({ studyId, onClose }: RankDialogProps) {
  const { load, reload } = useLoad(studyId, () => getRank(studyId));
  return (
    <Dialog title={texts.worklist.whyRank} onClose={onClose}>
      {load.state === 'error' && (
        <Failed what={texts.parts.what.reason} error={load.error} onRetry={reload} />
      )}
      {load.state === 'loading' && <Loading what={texts.parts.what.reason} />}
      {load.state === 'ready' && (
        <>
          <p class="rank-line">
            {load.value.rank === undefined
              ? texts.worklist.noRank
              : texts.worklist.rankOf(load.value.rank, load.value.of)}
          </p>
          <ol class="because">
            {sentencesOf(load.value).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ol>
        </>
      )}
    </Dialog>
  );
}
