import type { StudyView } from '../../domain/study/studyView';
import { announce } from '../parts/announcer';
import { localTime } from '../parts/time';
import { summaryText } from './summaryText';

/** Takes the summary to another program. It names nobody. */
export function CopySummary({ study }: { readonly study: StudyView }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(summaryText(study, localTime));
      announce('The summary was copied.');
    } catch {
      announce('The browser did not let the summary be copied.');
    }
  };
  return (
    <button type="button" class="quiet" onClick={() => void copy()}>
      Copy summary
    </button>
  );
}
