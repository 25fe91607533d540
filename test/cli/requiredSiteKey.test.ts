import { knownSiteKey, requiredSiteKey } from '../../src/cli/site/siteKeyFor';
import { CliError, UsageError } from '../../src/cli/terminal/errors';

const key = Buffer.alloc(32, 7).toString('base64');

test('a command that needs the key of the site changes nothing without it, and says which it wants', () => {
  const without = () => requiredSiteKey(undefined, {}, 'every line carries a code');
  expect(without).toThrow(CliError);
  expect(without).toThrow(
    'Nothing was changed: every line carries a code. Set TRIAGE_SITE_KEY to the one that the app has.',
  );
});

test('with the key it gets it; what is no key is named', () => {
  const given = { TRIAGE_SITE_KEY: key };
  expect(requiredSiteKey(undefined, given, '')).toEqual(knownSiteKey(undefined, given));
  expect(() => requiredSiteKey(undefined, { TRIAGE_SITE_KEY: 'short' }, '')).toThrow(UsageError);
});
