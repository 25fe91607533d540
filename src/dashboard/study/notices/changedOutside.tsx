import type { StudyView } from '../../../domain/study/view/studyView';
import { words } from '../../language/language';

/** @param study undefined: its record is what was changed, so nothing of it can be shown */
export function ChangedOutside({ study }: { readonly study?: StudyView }) {
  const { title, whatToDo, changed } = words.changedOutside;
  const objects = (study?.changedOutside ?? []).map(({ object }) => words.sealedObjects[object]);
  return (
    <div class="notice failed changed-outside" role="alert">
      <p>
        <b>{title}</b> {whatToDo}
      </p>
      {objects.length > 0 && <p>{changed([...new Set(objects)])}</p>}
    </div>
  );
}
