import { appFolder } from '../../src/places/places';
import { readSettings } from '../../src/settings/settings';

const secret = Buffer.alloc(32, 7).toString('base64');

test('settings in force have their source; a secret is never among them', () => {
  const { inForce } = readSettings(
    {
      AzureWebJobsStorage: 'UseDevelopmentStorage=true',
      TRIAGE_SITE_KEY: secret,
      TRIAGE_HISTORY_DAYS: '9',
      TRIAGE_WEBHOOK_URL: 'https://example.test/hook?token=hidden',
      TRIAGE_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 9).toString('base64')}`,
    },
    appFolder,
  );
  const found = (name: string) => inForce.find((one) => one.name === name);
  expect(found('TRIAGE_HISTORY_DAYS')).toMatchObject({ value: '9', source: 'environment', isHidden: false });
  expect(found('TRIAGE_INGEST')).toMatchObject({ value: 'blob', source: 'default' });
  expect(found('TRIAGE_SITE_KEY')).toEqual({
    name: 'TRIAGE_SITE_KEY',
    isHidden: true,
    source: 'environment',
  });
  const text = JSON.stringify(inForce);
  for (const hidden of [secret, 'hidden', Buffer.alloc(32, 9).toString('base64')])
    expect(text).not.toContain(hidden);
});
