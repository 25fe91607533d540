import { useEffect, useState } from 'preact/hooks';
import type { StudyView } from '../../../domain/study/view/studyView';
import { getNewer } from '../../api/calls';
import { sessionIsOver } from '../../api/client';

const everyMilliseconds = 5_000;

/** The newer state of the study, if it has changed since it was opened; polled every few seconds. */
export function useNewer({ studyId, revision }: StudyView): StudyView | undefined {
  const [newer, setNewer] = useState<StudyView>();
  useEffect(() => {
    setNewer(undefined);
    let timer: ReturnType<typeof setTimeout>;
    let stopped = false;
    const look = async () => {
      // A failure here is retried; the reader's next action reports it.
      const asks = !document.hidden && !sessionIsOver();
      const found = asks ? await getNewer(studyId, revision).catch(() => undefined) : undefined;
      if (stopped) return;
      if (found) setNewer(found);
      timer = setTimeout(look, everyMilliseconds);
    };
    timer = setTimeout(look, everyMilliseconds);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [studyId, revision]);
  return newer;
}
