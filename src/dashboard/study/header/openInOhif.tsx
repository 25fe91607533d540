import type { StudyView } from '../../../domain/study/view/studyView';
import { useLoad } from '../../api/useLoad';
import { texts } from '../../language/language';
import { hasRight, useSession } from '../../parts/session';
import { identityKey, identityOf } from './identityOf';
import { ohifAddress } from './ohifAddress';

interface OpenInOhifProps {
  readonly study: StudyView;
  readonly ohifUrl: string;
}

/**
 * A link to the study in a DICOMweb viewer; only for those who may see the patient's identity, since the UID
 * reveals it.
 */
export function OpenInOhif({ study, ohifUrl }: OpenInOhifProps) {
  const session = useSession();
  const { load } = useLoad(hasRight(session, 'read-identities') ? identityKey(study) : undefined, () =>
    identityOf(study),
  );
  const uid = load.value?.studyInstanceUid;
  const address = uid && ohifAddress(ohifUrl, uid);
  if (!address) return null;
  return (
    <a class="button" href={address} target="_blank" rel="noopener noreferrer">
      {texts.study.openInOhif}
    </a>
  );
}
