import { useLoad } from '../api/useLoad';
import { isReviewer, useSession } from '../parts/session';
import { identityOf } from './identityOf';
import { ohifAddress } from './ohifAddress';

interface OpenInOhifProps {
  readonly studyId: string;
  readonly ohifUrl: string;
}

/** A link to the study in a DICOMweb viewer; for those who may know whom it shows, as its UID tells that. */
export function OpenInOhif({ studyId, ohifUrl }: OpenInOhifProps) {
  const session = useSession();
  const { load } = useLoad(isReviewer(session) ? studyId : undefined, () => identityOf(studyId));
  const uid = load.value?.studyInstanceUid;
  const address = uid && ohifAddress(ohifUrl, uid);
  if (!address) return null;
  return (
    <a class="button" href={address} target="_blank" rel="noopener noreferrer">
      Open in OHIF
    </a>
  );
}
