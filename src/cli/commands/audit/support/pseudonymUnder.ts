import type { PseudonymIn } from '../../../../audit/verify/publishedState';
import { identityRecordSchema } from '../../../../domain/image/imageDescription';
import type { SiteKey } from '../../../../domain/kernel/ids';
import { pseudonymOf } from '../../../../domain/study/patient';

/** Whom stored identities name, under the site's key. What cannot be parsed names nobody: its hash tells that. */
export function pseudonymUnder(siteKey: SiteKey): PseudonymIn {
  return (identity) => {
    try {
      return pseudonymOf(siteKey, identityRecordSchema.parse(JSON.parse(identity.toString('utf8'))));
    } catch {
      return undefined;
    }
  };
}
