import { useLoad } from '../../api/useLoad';
import { texts } from '../../language/language';
import { useKeys } from '../../parts/keys';
import { navigate } from '../../parts/router';
import { memory } from '../../worklist/memory';
import { listOfReader, placeInList } from './placeInList';

function open(studyId: string | undefined): void {
  if (studyId === undefined) return;
  memory.selected = studyId;
  navigate(`/studies/${studyId}`);
}

/**
 * Where the study stands in the list that the reader came from, as that was when the study was opened, and the ways
 * to the studies beside it.
 */
export function Neighbours({ studyId }: { readonly studyId: string }) {
  const { load } = useLoad(studyId, () => placeInList(studyId, listOfReader()));
  const place = load.value;
  useKeys({ j: () => open(place?.next), k: () => open(place?.previous) });
  if (place === undefined) return null;
  const { number, total, previous, next } = place;
  return (
    <nav class="neighbours" aria-label={texts.study.neighbours}>
      <button
        type="button"
        class="quiet"
        disabled={previous === undefined}
        aria-label={texts.study.previousStudy}
        aria-keyshortcuts="k"
        onClick={() => open(previous)}
      >
        ‹
      </button>
      <span>{texts.study.placeOf(number, total)}</span>
      <button
        type="button"
        class="quiet"
        disabled={next === undefined}
        aria-label={texts.study.nextStudy}
        aria-keyshortcuts="j"
        onClick={() => open(next)}
      >
        ›
      </button>
    </nav>
  );
}
