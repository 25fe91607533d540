import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayProcess } from '../support/gateway/gatewayProcess';
import { createIncoming, writeObjects } from '../support/gateway/objects';
import { storescu } from '../support/gateway/senders';
import { describeWith, tool } from '../support/requirements';
import { storageAccount } from '../support/storageAccount';
import { TemporaryFolder } from '../support/temporaryFolder';
import { slopeOf } from '../support/trend';
import { waitFor } from '../support/waitFor';
import { type Held, heldByOne } from './siteProcesses';

/**
 * Objects come to the gateway at a steady rate and go on to the storage: it may not need more and more memory, or open
 * more and more files and connections. SOAK_GATEWAY_MINUTES changes the run.
 */

const minutes = Number(process.env.SOAK_GATEWAY_MINUTES ?? 6);
/** While caches fill and pools grow. */
const warmUp = minutes / 3;
const betweenSamples = 10_000;
const objectsAtOnce = 8;
const betweenAssociations = 1_500;
const megabytesAMinute = 1;
const handlesAMinute = 0.25;

const linux = () => ({ met: existsSync('/proc/self/fd'), missing: 'Linux (/proc)' });

jest.setTimeout((minutes + 3) * 60_000);

describeWith([linux(), tool('storescu', 'dcmtk')], 'the gateway over a longer time', () => {
  it(`grows by less than ${megabytesAMinute} MB a minute, and opens no more and more files and connections`, async () => {
    const folder = new TemporaryFolder();
    const collected = folder.file('collected');
    mkdirSync(collected);
    const account = await storageAccount();
    await createIncoming(account);
    const gateway = await GatewayProcess.create(folder.path, account, { peers: [{ aeTitle: 'SENDER' }] });
    const history: { minute: number; held: Held }[] = [];
    let sent = 0;
    try {
      // With a small young generation, since V8 keeps what it once took for that.
      await gateway.start({
        NODE_OPTIONS: `--max-semi-space-size=2 --require ${path.join(__dirname, 'collectOnSignal.cjs')}`,
        SOAK_COLLECTED: collected,
      });
      const began = Date.now();
      const minute = () => (Date.now() - began) / 60_000;
      const send = async () => {
        while (minute() < minutes) {
          const objects = writeObjects(folder.path, objectsAtOnce, 200_000);
          const { accepted } = await storescu(
            gateway.port,
            objects.map(({ file }) => file),
          );
          sent += accepted.length;
          for (const { file } of objects) rmSync(file);
          await sleep(betweenAssociations);
        }
      };
      const look = async () => {
        while (minute() < minutes) {
          history.push({ minute: minute(), held: await heldByOne(gateway.pid, collected) });
          await sleep(betweenSamples);
        }
      };
      await Promise.all([send(), look()]);
      await waitFor('an empty spool', async () => (await gateway.health()).spool.objects === 0, 60_000);
      expect((await gateway.counters()).peers.SENDER).toMatchObject({ received: sent, uploaded: sent });
    } finally {
      await gateway.kill();
      folder.remove();
    }
    const warm = history.filter(({ minute }) => minute > warmUp);
    const slope = (what: keyof Held) => slopeOf(warm.map(({ minute, held }) => [minute, held[what]]));
    const [first, last] = [warm[0]?.held.megabytes ?? 0, warm.at(-1)?.held.megabytes ?? 0];
    process.stdout.write(
      `${sent} objects in ${minutes} minutes; from the end of the first third: ${first.toFixed(1)} to ${last.toFixed(1)} MB, ${slope('megabytes').toFixed(2)} MB and ${slope('handles').toFixed(2)} handles a minute\n`,
    );
    expect(slope('megabytes')).toBeLessThan(megabytesAMinute);
    expect(slope('handles')).toBeLessThan(handlesAMinute);
  });
});
