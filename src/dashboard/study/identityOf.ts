import { getIdentity, type IdentityView } from '../api/calls';

let last: { readonly studyId: string; readonly identity: Promise<IdentityView> } | undefined;

/** Whom the study shows; asked for once for each opening of a study, since every look is recorded. @throws ApiError */
export function identityOf(studyId: string, again = false): Promise<IdentityView> {
  if (last?.studyId !== studyId || again) {
    const identity = getIdentity(studyId);
    last = { studyId, identity };
    identity.catch(() => {
      if (last?.identity === identity) last = undefined;
    });
  }
  return (last as NonNullable<typeof last>).identity;
}
