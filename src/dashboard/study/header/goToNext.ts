import { messageOf } from '../../api/client';
import { getPage } from '../../api/worklist';
import { texts } from '../../language/language';
import { announce } from '../../parts/announcer';
import { navigate } from '../../parts/router';
import { memory } from '../../worklist/memory';

const looked = 200;

/**
 * Opens the most urgent study that awaits review and was not opened since the page was loaded; if all were
 * opened, the most urgent one. If none is left, opens the worklist.
 */
export async function goToNext(studyId: string): Promise<void> {
  try {
    const { view } = await getPage({ tab: 'awaiting' }, 0, looked, undefined);
    const others = view.studies.filter((line) => line.studyId !== studyId);
    const next = others.find((line) => !memory.opened.has(line.studyId)) ?? others[0];
    if (next) {
      memory.selected = next.studyId;
      navigate(`/studies/${next.studyId}`);
    } else {
      announce(texts.study.nothingElse);
      navigate('/worklist');
    }
  } catch (error) {
    announce(texts.study.nextNotFound(messageOf(error)));
    navigate('/worklist');
  }
}
