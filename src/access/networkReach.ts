import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';

const answerMilliseconds = 500;
/** How long a result is valid: an interface may come up later, and a host may listen on all of them. */
const keptMilliseconds = 10_000;

/** The addresses at which other machines, or a container's host, can reach this one. */
export function outwardAddresses(): readonly string[] {
  return Object.entries(networkInterfaces()).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ internal }) => !internal)
      .map(({ address }) => (address.startsWith('fe80:') ? `${address}%${name}` : address)),
  );
}

function answers(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: answerMilliseconds });
    const done = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.once('timeout', () => done(false));
  });
}

/** Whether something that listens on the port is reachable at one of these addresses. */
export async function isReachable(port: number, addresses: readonly string[]): Promise<boolean> {
  const answered = await Promise.all(addresses.map((address) => answers(address, port)));
  return answered.includes(true);
}

/**
 * Whether the app is reachable from another machine. Request headers cannot tell: any client can send any
 * `Host`. Functions are not told which address their host listens on, so a connection is tried.
 */
export function networkReach(port: number, now: () => number = Date.now): () => Promise<boolean> {
  let known: { readonly at: number; readonly reachable: Promise<boolean> } | undefined;
  return () => {
    if (known === undefined || now() - known.at >= keptMilliseconds)
      known = { at: now(), reachable: isReachable(port, outwardAddresses()) };
    return known.reachable;
  };
}
