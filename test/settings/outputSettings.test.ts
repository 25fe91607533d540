import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { outputSettings } from '../../src/settings/outputSettings';

const folder = mkdtempSync(path.join(tmpdir(), 'outputs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const secret = 'TRIAGE_OUTPUT_SECRET_PACS';
const pacs = { name: 'pacs', kind: 'stow', url: 'https://pacs.example/dicom-web' };
const ris = { name: 'ris', kind: 'hl7', host: 'ris', port: 2575, tls: true };

function read(receivers: readonly object[], environment: NodeJS.ProcessEnv = {}, more: object = {}) {
  return outputSettings(JSON.stringify({ receivers, ...more }), environment, folder);
}

test('without the setting nothing is sent', () => {
  expect(outputSettings(undefined, {}, folder).receivers).toEqual([]);
});

test('a file, relative to the app, and the JSON itself mean the same', () => {
  const text = JSON.stringify({
    $schema: 'x',
    organisation: 'H',
    page: 'https://t.example',
    receivers: [pacs, ris],
  });
  writeFileSync(path.join(folder, 'outputs.json'), text);
  const settings = outputSettings('outputs.json', {}, folder);
  expect(settings).toEqual(outputSettings(text, {}, folder));
  expect(settings.receivers).toMatchObject([
    { forms: ['sr'], when: ['result', 'review', 'version'], retryDays: 5, quietSeconds: 30 },
    { forms: ['oru'] },
  ]);
});

test('a secret comes from the setting that is named', () => {
  const auth = { kind: 'bearer', secret };
  expect(read([{ ...pacs, auth }], { [secret]: 'abc' }).secrets.get(secret)).toBe('abc');
  expect(() => read([{ ...pacs, auth }])).toThrow(`${secret}: expected the secret of a receiver`);
  expect(() => read([{ ...pacs, auth }], { [secret]: '@Microsoft.KeyVault(SecretUri=x)' })).toThrow(
    /TRIAGE_OUTPUT_SECRET_PACS: its reference to Key Vault was not resolved/,
  );
});

test.each<[string, readonly object[], RegExp]>([
  [
    'another setting as a secret',
    [{ ...pacs, auth: { kind: 'bearer', secret: 'TRIAGE_SITE_KEY' } }],
    /receivers\.0\.auth\.secret: expected the name/,
  ],
  [
    'a secret in the file',
    [{ ...pacs, auth: { kind: 'bearer', token: 'abc', secret } }],
    /receivers\.0\.auth: Unrecognized key: "token"/,
  ],
  [
    'plain HTTP to another machine',
    [{ ...pacs, url: 'http://pacs.example' }],
    /receivers\.0\.url: expected an https address/,
  ],
  [
    'a password in the address',
    [{ ...pacs, url: 'https://u:p@pacs.example' }],
    /receivers\.0\.url: expected an https/,
  ],
  ['two receivers of one name', [pacs, pacs], /several are called pacs/],
  ['a name that is none', [{ ...pacs, name: 'My PACS' }], /receivers\.0\.name: expected 1 to 32/],
  ['a form that the kind has not', [{ ...pacs, forms: ['oru'] }], /receivers\.0\.forms\.0: /],
  ['a kind that is none', [{ ...pacs, kind: 'ftp' }], /receivers\.0\.kind: /],
  ['HL7 without a word about TLS', [{ ...ris, tls: undefined }], /receivers\.0\.tls: /],
  ['FHIR for a gateway', [{ name: 'g', kind: 'gateway', forms: ['fhir'] }], /receivers\.0\.forms\.0: /],
])('%s is refused at its path', (_, receivers, message) => {
  expect(() => read(receivers, { [secret]: 'abc', TRIAGE_SITE_KEY: 'k' })).toThrow(message);
});

test('what cannot be read is named, and not quoted', () => {
  expect(() => outputSettings('missing.json', {}, folder)).toThrow(
    /missing\.json cannot be read as JSON \(ENOENT\)/,
  );
  expect(() => outputSettings('{"password": "abc"', {}, folder)).toThrow(
    /^TRIAGE_OUTPUTS cannot be read as JSON \(it is not JSON\)$/,
  );
});
