import type { StudyView } from '../../../domain/study/view/studyView';
import { texts } from '../../language/language';
import { announce } from '../../parts/announcer';
import { localTime } from '../../parts/time';
import { summaryText } from './summaryText';

/** Takes the summary to another program. It names nobody. */
export function CopySummary({ study }: { readonly study: StudyView }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(summaryText(study, localTime));
      announce(texts.study.copied);
    } catch {
      announce(texts.study.notCopied);
    }
  };
  return (
    <button type="button" class="quiet" onClick={() => void copy()}>
      {texts.study.copySummary}
    </button>
  );
}
