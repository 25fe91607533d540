import { generateKeyPairSync } from 'node:crypto';
import { verifierKeyOf } from '../../src/audit/proof/verifierKey';
import { witnessNotes } from '../../src/cli/commands/audit/support/witnessNotes';
import { UsageError } from '../../src/cli/terminal/errors';

const key = verifierKeyOf('a-log', generateKeyPairSync('ed25519').publicKey);

test.each([
  ['http://account.blob.example', /https/],
  ['BlobEndpoint=http://192.0.2.7/account;AccountName=a;AccountKey=YQ==', /https/],
  ['an account', /cannot be read/],
])('a witness is asked over TLS, and %s is none', (witness, message) => {
  expect(() => witnessNotes(witness, key)).toThrow(UsageError);
  expect(() => witnessNotes(witness, key)).toThrow(message);
});
