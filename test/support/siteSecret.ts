import { asSiteKey } from '../../src/domain/kernel/identifiers/ids';
import { Macs } from '../../src/domain/kernel/sealing/macs';
import defaultPolicy from '../../src/domain/study/policy/defaultPolicy.json';
import { policySchema } from '../../src/domain/study/policy/policySchema';

export const testSiteKey = asSiteKey(Buffer.alloc(32, 7));
/** Of the site under test. */
export const testMacs = new Macs(testSiteKey);

/** The other settings of a study writer's site: only development sign-in, and nothing may be refused. */
export const ownSite = {
  policy: policySchema.parse(defaultPolicy),
  isLeft: async () => false,
  now: () => '2026-05-01T10:00:00.000Z',
  macs: testMacs,
  begun: { begin: async () => async () => {} },
  signIns: new Set(['development']),
  logError: (message: string) => {
    throw new Error(message);
  },
};

/** For a test in which nothing was changed outside the app. */
export async function nothingChanged(error: Error): Promise<void> {
  throw error;
}
