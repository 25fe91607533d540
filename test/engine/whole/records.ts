import { QueueServiceClient } from '@azure/storage-queue';
import { auditOriginOf } from '../../../src/domain/kernel/identifiers/ids';
import { openKeyFile } from '../../../src/signing/keyFile';
import { triageHere } from '../../cli/support/triageHere';
import { allInstances } from '../../support/instances';
import { waitFor } from '../../support/waitFor';
import { type Arrivals, studiesOf } from './run';
import { queueOfNotices, type Site } from './site';

/** What a site recorded of its files, without what is random, a time, or follows from when somebody looked. */
export async function recordsOf(site: Site, arrivals: Arrivals) {
  return {
    files: await filesOf(site, arrivals),
    studies: await Promise.all((await studiesOf(site, arrivals)).map((id) => studyOf(site, id))),
    notices: await noticesOf(site),
    audit: await auditOf(site),
  };
}

/** Salts and ids by chance, ids made from an ETag, times, and what counts the writes that notices cause. */
const passing = /^(arrivalId|salt|etag|reviewId|id|at|revision|signature)$|At$|Until$/;

function lasting(record: unknown): unknown {
  const text = JSON.stringify(record, (key, value: unknown) => (passing.test(key) ? undefined : value));
  return text === undefined ? undefined : JSON.parse(text);
}

async function filesOf({ store, url, systemKey }: Site, arrivals: Arrivals): Promise<[string, unknown][]> {
  const instances = await allInstances(url, systemKey);
  return Promise.all(
    [...arrivals].sort().map(async ([name, id]): Promise<[string, unknown]> => {
      const outcome = await store.arrivals.outcome(id);
      const instance = instances.find(({ instanceId }) => instanceId === id);
      const record = {
        outcome,
        image: outcome && 'imageId' in outcome && (await store.results.image(outcome.imageId)),
        refusal: await store.quarantine.read(id),
        orchestration: instance && { status: instance.runtimeStatus, output: instance.output },
      };
      return [name, lasting(record)];
    }),
  );
}

/** A look that came late leaves out a reminder that is outdated by then: only the others are due in any case. */
const isCertain = ({ type }: { readonly type?: string }) => type !== 'due-soon';

async function studyOf({ store }: Site, studyId: string): Promise<unknown> {
  const study = await store.results.study(studyId);
  const notifications = study?.notifications
    .filter(isCertain)
    .map(({ type, channel }) => `${type} ${channel}`);
  return lasting({ ...study, notifications: notifications?.sort() });
}

/** What reached the receiver and the queue; the same notice can come more than once. */
async function noticesOf({ receiver, connectionString }: Site) {
  const queue = QueueServiceClient.fromConnectionString(connectionString).getQueueClient(queueOfNotices);
  const queued: string[] = [];
  for (;;) {
    const options = { numberOfMessages: 32, visibilityTimeout: 3_600 };
    const { receivedMessageItems } = await queue.receiveMessages(options);
    if (receivedMessageItems.length === 0) break;
    for (const { messageText } of receivedMessageItems)
      queued.push(Buffer.from(messageText, 'base64').toString('utf8'));
  }
  const said = (bodies: readonly string[]) =>
    [
      ...new Set(
        bodies
          .map((body) => JSON.parse(body) as Record<string, string>)
          .filter(isCertain)
          .map(({ type, studyId, place, version }) => `${studyId} ${version} ${type} ${place}`),
      ),
    ].sort();
  return { webhook: said(receiver.messages.map(({ body }) => body)), queue: said(queued) };
}

interface Verified {
  readonly sound: boolean;
  readonly waiting: number;
  readonly faults: readonly unknown[];
  readonly entries: Readonly<Record<string, number>>;
}

/** How many entries of each kind the log has, once all are sealed. Of reminders there can be more or fewer. */
async function auditOf({ environment, connectionString, settings }: Site): Promise<unknown> {
  const { key } = openKeyFile(environment.TRIAGE_AUDIT_KEY_FILE ?? '', auditOriginOf(settings.siteKey));
  const sealed = await waitFor(
    'everything to be sealed',
    async () => {
      const args = ['audit', 'verify', '--json', '--connection', connectionString, '--key', key.text];
      const { stdout, stderr } = await triageHere(args, environment);
      if (stdout === '') throw new Error(stderr);
      const verified = JSON.parse(stdout) as Verified;
      return verified.waiting === 0 && verified;
    },
    120_000,
  );
  const { notification: _, ...entries } = sealed.entries;
  return { sound: sealed.sound, faults: sealed.faults, entries };
}
