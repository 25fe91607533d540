import type { StudyView } from '../../../domain/study/view/studyView';
import { getIdentity, type IdentityView } from '../../api/calls';

let last: { readonly key: string; readonly identity: Promise<IdentityView> } | undefined;

/** What an identity belongs to: a later image may say something else than earlier ones. */
export function identityKey({ studyId, version }: Pick<StudyView, 'studyId' | 'version'>): string {
  return `${studyId}/${version}`;
}

/**
 * The patient that the study shows; requested once per opened version, since every look is recorded.
 *
 * @throws ApiError
 */
export function identityOf(study: Pick<StudyView, 'studyId' | 'version'>): Promise<IdentityView> {
  const key = identityKey(study);
  if (last?.key !== key) {
    const identity = getIdentity(study.studyId);
    last = { key, identity };
    identity.catch(() => {
      if (last?.identity === identity) last = undefined;
    });
  }
  return (last as NonNullable<typeof last>).identity;
}
