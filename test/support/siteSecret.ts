import { asSiteKey } from '../../src/domain/kernel/ids';
import { Macs } from '../../src/domain/kernel/macs';

export const testSiteKey = asSiteKey(Buffer.alloc(32, 7));
/** Of the site that tests are about. */
export const testMacs = new Macs(testSiteKey);

/** What else a study writer asks of its site: nobody comes in but by development sign-in, and nothing is refused. */
export const ownSite = {
  macs: testMacs,
  signIns: new Set(['development']),
  logError: (message: string) => {
    throw new Error(message);
  },
};
