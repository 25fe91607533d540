import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below the ports that systems give to outgoing connections: of those, any program could be given one between the look
 * here and its use. Each worker of Jest has some of its own.
 */
const firstPort = 20_000;
const portsOfWorker = 1_000;
const workers = 12;

const worker = Number(process.env.JEST_WORKER_ID ?? 1) % workers;
/** Two runs of tests on one machine begin at different places. */
let next = Math.floor(portsOfWorker * Math.random());

/** A port on 127.0.0.1 at which nobody listens; each time another one. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < portsOfWorker; tries += 1) {
    next = (next + 1) % portsOfWorker;
    const port = firstPort + worker * portsOfWorker + next;
    if (await isFree(port)) return port;
  }
  throw new Error(`somebody listens at each port from ${firstPort + worker * portsOfWorker} on`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
