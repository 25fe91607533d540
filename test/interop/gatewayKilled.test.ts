import { setTimeout } from 'node:timers/promises';
import { storageWithDoor } from '../support/gateway/absentStorage';
import { GatewayProcess } from '../support/gateway/gatewayProcess';
import { createIncoming, storedDataSets, type TestObject, writeObjects } from '../support/gateway/objects';
import { storescu } from '../support/gateway/senders';
import { describeWith, tool } from '../support/requirements';
import { storageAccount } from '../support/storageAccount';
import { TemporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';

/**
 * Eight senders at once, the gateway killed again and again, and the storage away for a part of the time. The long form:
 * GATEWAY_FILES=2000 GATEWAY_KILLS=1000 GATEWAY_KILL_SECONDS=4 GATEWAY_AWAY_SECONDS=60.
 */
const files = Number(process.env.GATEWAY_FILES ?? 160);
const mostKills = Number(process.env.GATEWAY_KILLS ?? 4);
const killSeconds = Number(process.env.GATEWAY_KILL_SECONDS ?? 0.6);
const awaySeconds = Number(process.env.GATEWAY_AWAY_SECONDS ?? 3);
const senders = 8;
const second = 1_000;

jest.setTimeout(1_800_000);

/** Sends until everything was accepted, as a PACS does. @returns how many associations failed */
async function sendAll(port: number, objects: readonly TestObject[], accepted: Set<string>): Promise<number> {
  let failed = 0;
  for (;;) {
    const left = objects.map(({ file }) => file).filter((file) => !accepted.has(file));
    if (left.length === 0) return failed;
    const sent = await storescu(port, left);
    for (const file of sent.accepted) accepted.add(file);
    if (sent.status !== 0) {
      failed += 1;
      await setTimeout(100);
    }
  }
}

describeWith([tool('storescu', 'dcmtk')], 'the gateway, killed again and again', () => {
  it('loses nothing that it accepted', async () => {
    const folder = new TemporaryFolder();
    const account = await storageAccount();
    await createIncoming(account);
    const door = await storageWithDoor(account);
    const gateway = await GatewayProcess.create(folder.path, door.connectionString, {
      peers: [{ aeTitle: 'SENDER' }],
      // Associations of a killed process are gone at once; of a killed sender they are not.
      limits: { associationsOfPeer: 2 * senders },
    });
    const objects = writeObjects(folder.path, files, 200_000);
    const accepted = new Set<string>();
    let done = false;
    let kills = 0;
    try {
      await gateway.start();
      await door.shut();
      const away = setTimeout(awaySeconds * second).then(door.open);
      const killing = (async () => {
        // The first time while everybody sends; later at any time.
        await waitFor('files', async () => (await gateway.health()).spool.objects > files / 16);
        while (!done && kills < mostKills) {
          if (kills > 0) await setTimeout(killSeconds * second * (0.2 + Math.random()));
          if (done) return;
          await gateway.kill();
          kills += 1;
          await gateway.start();
        }
      })();
      const shares = Array.from({ length: senders }, (_, at) =>
        objects.filter((_, index) => index % senders === at),
      );
      const failures = await Promise.all(shares.map((share) => sendAll(gateway.port, share, accepted)));
      // It is killed while it sends to the storage, too.
      await away;
      await setTimeout(2 * killSeconds * second);
      done = true;
      await killing;
      await waitFor('an empty spool', async () => (await gateway.health()).spool.objects === 0, 600_000);
      const stored = await storedDataSets(account);
      expect(objects.filter(({ dataSet }) => !stored.has(dataSet))).toEqual([]);
      expect(accepted.size).toBe(files);
      expect(stored.size).toBe(files);
      expect(kills).toBeGreaterThanOrEqual(2);
      const broken = failures.reduce((sum, each) => sum + each, 0);
      expect(broken).toBeGreaterThan(0);
      process.stderr.write(`${files} files, ${kills} kills, ${broken} broken associations, nothing lost\n`);
    } finally {
      done = true;
      await gateway.kill();
      await door.shut();
      folder.remove();
    }
  });
});
