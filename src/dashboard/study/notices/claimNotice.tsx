import type { StudyView } from '../../../domain/study/view/studyView';
import { filled } from '../../language/filled';
import { texts } from '../../language/language';
import { useSession } from '../../parts/session';
import { useClaim } from './useClaim';

/** Whether somebody else has the study open. It keeps nobody from deciding. */
export function ClaimNotice({ study }: { readonly study: StudyView }) {
  const claim = useClaim(study);
  const { subject } = useSession();
  if (claim === undefined || claim.subject === subject) return null;
  return (
    <p class="notice" role="status">
      {filled(texts.study.isReading, { name: <bdi>{claim.name}</bdi> })}
    </p>
  );
}
