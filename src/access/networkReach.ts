import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';

const answerMilliseconds = 500;
/** An interface may come up later, and a host may listen on all of them: it is looked at again after this. */
const keptMilliseconds = 10_000;

/** The addresses at which other machines, or the machine around a container, can reach this one. */
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

/** Whether something that listens on the port can be reached at one of these addresses. */
export async function isReachable(port: number, addresses: readonly string[]): Promise<boolean> {
  const answered = await Promise.all(addresses.map((address) => answers(address, port)));
  return answered.includes(true);
}

/**
 * Whether the app can be reached from elsewhere, which what a request says of itself cannot tell: whoever reaches the
 * port can send any `Host`. No function is told on which address its host listens, so it is tried.
 */
export function networkReach(port: number, now: () => number = Date.now): () => Promise<boolean> {
  let known: { readonly at: number; readonly reachable: Promise<boolean> } | undefined;
  return () => {
    if (known === undefined || now() - known.at >= keptMilliseconds)
      known = { at: now(), reachable: isReachable(port, outwardAddresses()) };
    return known.reachable;
  };
}
