import { securityHeaders } from '../../src/access/securityHeaders';

test('over TLS a browser comes back over TLS only, to this host and those below it, for a year', () => {
  const header = securityHeaders(true)['strict-transport-security'];
  expect(header).toBe('max-age=31536000; includeSubDomains');
});

test('without TLS, on one machine, nothing is said about it', () => {
  expect(securityHeaders(false)).not.toHaveProperty('strict-transport-security');
});
