import type { StudyView } from '../../domain/study/studyView';
import { getIdentity, type IdentityView } from '../api/calls';

let last: { readonly key: string; readonly identity: Promise<IdentityView> } | undefined;

/** What an identity is of: a later image may say something else than those before. */
export function identityKey({ studyId, version }: Pick<StudyView, 'studyId' | 'version'>): string {
  return `${studyId}/${version}`;
}

/** Whom the study shows; asked for once for each version that is opened, since every look is recorded. @throws ApiError */
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
