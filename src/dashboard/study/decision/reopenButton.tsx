import { useState } from 'preact/hooks';
import type { StudyView } from '../../../domain/study/view/studyView';
import { messageOf } from '../../api/client';
import { call } from '../../api/routes';
import { texts } from '../../language/language';
import { announce } from '../../parts/announcer';

interface ReopenButtonProps {
  readonly study: StudyView;
  readonly put: (study: StudyView) => void;
}

/** Takes a closing back. */
export function ReopenButton({ study: { studyId }, put }: ReopenButtonProps) {
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const reopen = async () => {
    setBusy(true);
    try {
      put(await call('DELETE /api/studies/{id}/closing', { params: { id: studyId } }));
      announce(texts.study.reopened);
    } catch (error) {
      setProblem(messageOf(error));
      setBusy(false);
    }
  };
  return (
    <>
      <button type="button" disabled={busy} onClick={() => void reopen()}>
        {texts.study.reopen}
      </button>
      {problem !== undefined && <p role="alert">{problem}</p>}
    </>
  );
}
