import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import defaultPolicy from '../../src/domain/study/policy/defaultPolicy.json';
import { type AppRuntime, appRuntime } from '../support/appRuntime';
import { Receiver } from '../support/receiver';
import { describeWith, dotnet, longForm } from '../support/requirements';
import { TemporaryFolder } from '../support/temporaryFolder';
import { type AppOnEngine, onEngine } from './appOnEngine';
import { type Files, filesOf } from './whole/files';
import { recordsOf } from './whole/records';
import { runOf } from './whole/run';
import { noticeSettings, type Site, siteOf } from './whole/site';

/**
 * The whole app on Microsoft's engine, from files to reviews and notices: what it records is what it records
 * on the local runtime. In the long form there are 300 pictures, or as many as WHOLE_PICTURES says, and a
 * study that waits until it is overdue.
 */

const isShort = !longForm().met;
const pictures = isShort ? 0 : Number(process.env.WHOLE_PICTURES ?? 300);
const folder = new TemporaryFolder();
const receivers = [new Receiver(), new Receiver()] as const;
jest.setTimeout(6_000_000);

function policyFile(): string {
  const file = folder.file('policy.json');
  const reminders = { beforeDue: 0.9, overdueEveryMinutes: 60, overdueTimes: 1 };
  const dueMinutes = { ...defaultPolicy.dueMinutes, stat: 1 };
  writeFileSync(file, JSON.stringify(isShort ? defaultPolicy : { ...defaultPolicy, dueMinutes, reminders }));
  return file;
}

describeWith([dotnet()], 'the whole app on the Durable extension', () => {
  let local: AppRuntime;
  let real: AppOnEngine;
  let sites: readonly Site[];
  let files: Files;

  beforeAll(async () => {
    await Promise.all(receivers.map((receiver) => receiver.start()));
    const common = {
      TRIAGE_MODELS: path.resolve(__dirname, '../../models'),
      TRIAGE_POLICY: policyFile(),
      TRIAGE_SEAL_AFTER_SECONDS: '1',
      TRIAGE_AUDIT_KEY_FILE: folder.file('audit-key'),
    };
    local = await appRuntime({ ...common, ...noticeSettings(receivers[0]) });
    real = await onEngine(local, noticeSettings(receivers[1]));
    await real.engine.start();
    const systemKey = readFileSync(path.join(local.dataDirectory, 'system-key'), 'utf8').trim();
    sites = [
      await siteOf({
        ...{ name: 'local runtime', receiver: receivers[0], systemKey, url: local.url, fetch: local.fetch },
        environment: local.environment,
        connectionString: local.environment.AzureWebJobsStorage ?? '',
      }),
      await siteOf({
        ...{ name: 'engine', receiver: receivers[1], systemKey: 'test' },
        ...{ url: real.engine.url, fetch: real.fetch },
        environment: real.environment,
        connectionString: real.engine.connectionString,
      }),
    ];
    files = await filesOf(pictures, isShort);
  });
  afterAll(async () => {
    await real?.engine.remove();
    await local?.stop();
    await Promise.all(receivers.map((receiver) => receiver.stop()));
    folder.remove();
  });

  test('files, studies, notices and the audit log are the same, record by record', async () => {
    const recorded = [];
    for (const site of sites) recorded.push(await recordsOf(site, await runOf(site, files, !isShort)));
    const [here, there] = recorded;
    const outcomes = new Set(here?.files.map(([, record]) => (record as Outcomes).outcome?.outcome));
    expect(outcomes).toEqual(new Set(['analysed', 'not-analysed', 'quarantined', 'unpacked']));
    expect(here?.audit).toMatchObject({ sound: true, faults: [] });
    for (const part of ['files', 'studies', 'notices', 'audit'] as const)
      expect(there?.[part]).toEqual(here?.[part]);
  });
});

interface Outcomes {
  readonly outcome?: { readonly outcome: string };
}
