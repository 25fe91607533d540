import { getRank } from '../api/calls';
import { useLoad } from '../api/useLoad';
import { Dialog } from '../parts/dialog';
import { Failed, Loading } from '../parts/states';

interface RankDialogProps {
  readonly studyId: string;
  readonly onClose: () => void;
}

/** Why a study is ranked where it is. */
export function RankDialog({ studyId, onClose }: RankDialogProps) {
  const { load, reload } = useLoad(studyId, () => getRank(studyId));
  return (
    <Dialog title="Why this rank" onClose={onClose}>
      {load.state === 'error' && <Failed what="The reason" error={load.error} onRetry={reload} />}
      {load.state === 'loading' && <Loading what="the reason" />}
      {load.state === 'ready' && (
        <>
          <p class="rank-line">
            {load.value.rank === undefined
              ? 'It does not await review, so it has no rank.'
              : `Number ${load.value.rank} of ${load.value.of} that await review.`}
          </p>
          <ol class="because">
            {load.value.because.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ol>
        </>
      )}
    </Dialog>
  );
}
