import { useEffect, useState } from 'preact/hooks';
import type { StudyView } from '../../../domain/study/view/studyView';
import type { Claim } from '../../../domain/worklist/claim';
import { claimMilliseconds } from '../../../domain/worklist/claimTime';
import { claimStudy, releaseStudy } from '../../api/calls';
import { hasRight, useSession } from '../../parts/session';

/**
 * Says that a reviewer is reading the study for as long as it is open and awaits review.
 * @returns the claim that stands, which may be somebody else's; undefined if it is not known
 */
export function useClaim({ studyId, state }: StudyView): Claim | undefined {
  const mayClaim = hasRight(useSession(), 'review-studies') && state !== 'reviewed';
  const [claim, setClaim] = useState<Claim>();
  useEffect(() => {
    setClaim(undefined);
    if (!mayClaim) return;
    let current = true;
    // It is a hint: where it fails, nothing is missing but the hint.
    const renew = () =>
      claimStudy(studyId).then(
        (found) => current && setClaim(found),
        () => undefined,
      );
    void renew();
    const timer = setInterval(() => void (document.hidden || renew()), claimMilliseconds / 3);
    return () => {
      current = false;
      clearInterval(timer);
      void releaseStudy(studyId).catch(() => undefined);
    };
  }, [studyId, mayClaim]);
  return claim;
}
