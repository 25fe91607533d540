import { easyAuthCaller } from '../../src/access/easyAuth';
import { tenant } from './tokens';

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
const claim = (typ: string, val: string) => ({ typ, val });
const claims = [
  claim('http://schemas.microsoft.com/identity/claims/objectidentifier', 'object-1'),
  claim('http://schemas.microsoft.com/identity/claims/tenantid', tenant),
  claim('name', 'Dr. Example'),
  claim('http://schemas.microsoft.com/ws/2008/06/identity/claims/role', 'auditor'),
  claim('roles', 'reviewer'),
  claim('roles', 'owner'),
];

test('the platform says who it is, and the roles', () => {
  expect(easyAuthCaller(encoded({ auth_typ: 'aad', claims }), tenant)).toEqual({
    subject: 'object-1',
    name: 'Dr. Example',
    roles: ['reviewer', 'auditor'],
    signIn: 'easy-auth',
  });
});

test('roles may stand under the name that the principal itself gives', () => {
  const own = [claim('oid', 'object-2'), claim('r', 'admin'), claim('exp', '1800000000')];
  expect(easyAuthCaller(encoded({ auth_typ: 'aad', role_typ: 'r', claims: own }), undefined)).toEqual({
    subject: 'object-2',
    name: 'object-2',
    roles: ['admin'],
    signIn: 'easy-auth',
    expiresAt: '2027-01-15T08:00:00.000Z',
  });
});

test.each([
  ['another tenant', encoded({ auth_typ: 'aad', claims: [claim('oid', 'x'), claim('tid', 'other')] })],
  ['no tenant', encoded({ auth_typ: 'aad', claims: [claim('oid', 'x')] })],
  ['nobody', encoded({ auth_typ: 'aad', claims: [claim('tid', tenant)] })],
  ['another provider', encoded({ auth_typ: 'google', claims })],
  ['no claims', encoded({ auth_typ: 'aad' })],
  ['no JSON', Buffer.from('reviewer').toString('base64')],
  ['nothing', ''],
  ['far too much', encoded({ auth_typ: 'aad', claims: [...claims, claim('x', 'y'.repeat(70_000))] })],
])('%s does not count', (_, header) => {
  expect(() => easyAuthCaller(header, tenant)).toThrow(
    expect.objectContaining({ status: 401, code: 'bad-principal' }),
  );
});
