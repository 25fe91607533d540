import type { StudyView } from '../../../domain/study/view/studyView';
import { getPriorCount } from '../../api/calls';
import { useLoad } from '../../api/useLoad';
import { texts } from '../../language/language';
import { identityKey } from './identityOf';

interface EarlierButtonProps {
  readonly study: StudyView;
  /** Whether earlier images are shown beside it. */
  readonly beside: boolean;
  readonly onBeside: (shown: boolean) => void;
}

/** How many earlier studies of the patient there are, before anybody looks at one. */
export function EarlierButton({ study, beside, onBeside }: EarlierButtonProps) {
  const { load } = useLoad(identityKey(study), () => getPriorCount(study.studyId));
  return (
    <button type="button" class="quiet" aria-pressed={beside} onClick={() => onBeside(!beside)}>
      {texts.study.earlier(load.value?.earlier)} <kbd>p</kbd>
    </button>
  );
}
