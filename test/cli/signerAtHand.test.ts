import { homedir } from 'node:os';
import path from 'node:path';
import { signerAtHand } from '../../src/cli/commands/audit/support/signerAtHand';
import { readSettings } from '../../src/settings/settings';
import { makeKeyFile } from '../../src/signing/keyFile';
import { TemporaryFolder } from '../support/temporaryFolder';

const folder = new TemporaryFolder();
afterAll(() => folder.remove());

test('an export is signed with the key that the app signs with, wherever the setting says that it lies', async () => {
  const { key } = makeKeyFile(folder.file('audit-key'), 'a-log');
  const inHome = `~/${path.relative(homedir(), folder.file('audit-key'))}`;
  for (const file of [folder.file('audit-key'), inHome]) {
    const environment = { TRIAGE_AUDIT_KEY_FILE: file };
    expect((await signerAtHand(undefined, environment, 'a-log'))?.key).toEqual(key);
    expect((await signerAtHand(folder.path, {}, 'a-log'))?.key).toEqual(key);
    const { audit } = readSettings(
      {
        ...environment,
        AzureWebJobsStorage: 'UseDevelopmentStorage=true',
        TRIAGE_SITE_KEY: Buffer.alloc(32, 7).toString('base64'),
      },
      folder.path,
    );
    expect(audit.key).toEqual({ kind: 'file', file: folder.file('audit-key') });
  }
});

test('where there is none, none is made', async () => {
  for (const environment of [{}, { TRIAGE_AUDIT_KEY_FILE: folder.file('no-key') }])
    expect(await signerAtHand(undefined, environment, 'a-log')).toBeUndefined();
});
