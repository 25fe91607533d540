import { easyAuthCaller } from '../../src/access/easyAuth';
import { clientId, tenant } from './tokens';

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
const claim = (typ: string, val: string) => ({ typ, val });
const authority = 'https://login.microsoftonline.com';
const settings = { authority, tenant, clientId, audience: `api://${clientId}` };
/** What says that a sign-in is of our tenant and for our application. */
const ours = [
  claim('http://schemas.microsoft.com/identity/claims/tenantid', tenant),
  claim('iss', `${authority}/${tenant}/v2.0`),
  claim('aud', clientId),
  claim('iat', '1790000000'),
];
/** When that sign-in was made. */
const since = new Date(1_790_000_000_000);
const claims = [
  claim('http://schemas.microsoft.com/identity/claims/objectidentifier', 'object-1'),
  ...ours,
  claim('name', 'Dr. Example'),
  claim('http://schemas.microsoft.com/ws/2008/06/identity/claims/role', 'auditor'),
  claim('roles', 'reviewer'),
  claim('roles', 'owner'),
];

test('the platform says who it is, and the roles', () => {
  expect(easyAuthCaller(encoded({ auth_typ: 'aad', claims }), settings, since)).toEqual({
    subject: 'object-1',
    name: 'Dr. Example',
    roles: ['reviewer', 'auditor'],
    signIn: 'easy-auth',
  });
});

test('roles may stand under the name that the principal itself gives', () => {
  const own = [claim('oid', 'object-2'), ...ours, claim('r', 'admin'), claim('exp', '1800000000')];
  expect(easyAuthCaller(encoded({ auth_typ: 'aad', role_typ: 'r', claims: own }), settings, since)).toEqual({
    subject: 'object-2',
    name: 'object-2',
    roles: ['admin'],
    signIn: 'easy-auth',
    expiresAt: '2027-01-15T08:00:00.000Z',
  });
});

test.each([
  ['tid', tenant],
  ['iss', `https://sts.windows.net/${tenant}/`],
  ['aud', `api://${clientId}`],
])('of a sign-in for this application %s may be %s', (typ, val) => {
  const other = [claim('oid', 'x'), ...ours.filter((one) => one.typ !== typ), claim(typ, val)];
  expect(easyAuthCaller(encoded({ auth_typ: 'aad', claims: other }), settings, since).subject).toBe('x');
});

/** A sign-in of ours, but for one claim. */
const butFor = (typ: string, ...instead: { typ: string; val: string }[]) =>
  encoded({ auth_typ: 'aad', claims: [...claims.filter((one) => !one.typ.endsWith(typ)), ...instead] });

test.each([
  ['a sign-in of long ago', butFor('iat', claim('iat', '1789999999'))],
  ['no time', butFor('iat')],
  ['another tenant', butFor('tenantid', claim('tid', 'other'))],
  ['no tenant', butFor('tenantid')],
  ['another issuer', butFor('iss', claim('iss', `${authority}/00000000-0000-0000-0000-000000000000/v2.0`))],
  ['an issuer that begins so', butFor('iss', claim('iss', `${authority}/${tenant}/v2.0.evil.example`))],
  ['no issuer', butFor('iss')],
  ['another application', butFor('aud', claim('aud', '00000000-0000-0000-0000-000000000000'))],
  ['no application', butFor('aud')],
  ['nobody', encoded({ auth_typ: 'aad', claims: ours })],
  ['another provider', encoded({ auth_typ: 'google', claims })],
  ['no claims', encoded({ auth_typ: 'aad' })],
  ['no JSON', Buffer.from('reviewer').toString('base64')],
  ['nothing', ''],
  ['far too much', encoded({ auth_typ: 'aad', claims: [...claims, claim('x', 'y'.repeat(70_000))] })],
])('%s does not count', (_, header) => {
  expect(() => easyAuthCaller(header, settings, since)).toThrow(
    expect.objectContaining({ status: 401, code: 'bad-principal' }),
  );
});
