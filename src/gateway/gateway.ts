import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { BlobServiceClient } from '@azure/storage-blob';
import { implementationClass } from '../dicom/writing/encodePart10';
import { admissionOf } from './admission';
import { Committer } from './commitment/committer';
import type { GatewayConfig } from './config/gatewayConfig';
import { Ledger } from './ledger/ledger';
import { Listener } from './listener';
import { Orders } from './outbox/orders';
import { Outbox } from './outbox/outbox';
import { sendTo } from './outbox/sendTo';
import { Peers, sourceOf } from './peers';
import { Spool } from './spool/spool';
import { Counters } from './status/counters';
import { createStatusServer, type GatewayHealth } from './status/statusServer';
import { Uploader } from './upload/uploader';

export interface GatewayDeps {
  readonly blobs: BlobServiceClient;
  readonly version: string;
  readonly log: (line: string) => void;
  /** What is wrong with the storage, in words for a person. */
  readonly describe: (error: unknown) => string;
}

export interface Gateway {
  health(): GatewayHealth;
  stop(): Promise<void>;
}

/** P-DATA that a peer may send, in bytes: what common peers send at most. */
const longestData = 128 << 10;
const dayMilliseconds = 86_400_000;

/**
 * Starts everything. When it returns, the gateway listens.
 *
 * @throws SpoolInUseError, or the error of the system, such as EADDRINUSE or EACCES
 */
export async function startGateway(config: GatewayConfig, deps: GatewayDeps): Promise<Gateway> {
  const { blobs, log, describe } = deps;
  const container = blobs.getContainerClient(config.storage.container);
  await mkdir(config.spool, { recursive: true });
  const ledger = new Ledger(config.spool);
  const sources = new Map(config.peers.map((peer) => [sourceOf(peer), peer.aeTitle]));
  const counters = new Counters(config.peers.map(({ aeTitle }) => aeTitle));
  const spool = await Spool.open(config.spool, [...sources.keys()], config.limits, () => uploader.wake());
  const uploader: Uploader = new Uploader({
    container,
    spool,
    ledger,
    log,
    describe,
    uploaded: ({ source }) => {
      counters.of(sources.get(source) ?? '').uploaded += 1;
      if (ledger.hasOpenCommitments()) committer.wake();
    },
  });
  const us = {
    longestData,
    implementationClass,
    implementationVersion: `IMGTRIAGE_${deps.version}`.slice(0, 16),
  };
  const peers = new Peers(config.peers);
  const { aeTitle, commitmentHours: hours } = config;
  const committer: Committer = new Committer({ ledger, spool, container, peers, us, aeTitle, hours, log });
  const asked = () => committer.wake();
  const admission = admissionOf({ config, peers, spool, counters, ledger, asked, log });
  const outbox = new Outbox({
    orders: new Orders(blobs),
    ledger,
    receivers: config.receivers,
    send: (receiver, objects) => sendTo(receiver, objects, us, aeTitle),
    pollSeconds: config.pollSeconds,
    log,
    describe,
  });
  const listener = new Listener(config, us, admission, log);

  const health = (): GatewayHealth => {
    const { outage } = uploader;
    const setAside = spool.setAsideCount;
    const problems = [
      ...(outage === undefined ? [] : [outage.problem]),
      ...(setAside === 0 ? [] : [`${setAside} objects were set aside in the folder "held" of the spool.`]),
      ...[...outbox.problems].map(([receiver, problem]) => `${receiver}: ${problem}`),
      ...(spool.isFull ? ['The disk of the spool is full: nothing is taken.'] : []),
    ];
    return {
      ok: problems.length === 0,
      problems,
      associations: listener.associated,
      spool: { objects: spool.waiting.size, bytes: spool.bytes, setAside },
      storage:
        outage === undefined ? { reachable: true } : { reachable: false, since: outage.since.toISOString() },
    };
  };
  const status = createStatusServer(health, () => ({
    ...counters.all(),
    receivers: Object.fromEntries(outbox.counts),
  }));
  const tidy = setInterval(() => ledger.forgetOld(Date.now()), dayMilliseconds);
  const stop = async () => {
    clearInterval(tidy);
    listener.close();
    status.close();
    await Promise.all([uploader.stop(), committer.stop(), outbox.stop()]);
    ledger.close();
    await spool.close();
  };
  try {
    await listening(status, config.statusPort);
    await listener.listen();
  } catch (error) {
    await stop();
    throw error;
  }
  uploader.wake();
  if (ledger.hasOpenCommitments()) committer.wake();
  outbox.start();
  return { health, stop };
}

/** On this machine alone. */
function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}
