import { BlockList, isIPv6 } from 'node:net';
import type { Peer } from './config/gatewayConfig';

/** Who may call, by AE title and address. */
export class Peers {
  private readonly known: ReadonlyMap<string, { peer: Peer; from: BlockList | undefined }>;

  constructor(peers: readonly Peer[]) {
    this.known = new Map(
      peers.map((peer) => [peer.aeTitle, { peer, from: peer.addresses && listOf(peer.addresses) }]),
    );
  }

  /** @param address as a socket names it */
  find(aeTitle: string, address: string): Peer | undefined {
    const found = this.known.get(aeTitle);
    if (found === undefined) return undefined;
    const plain = address.replace(/^::ffff:/, '');
    const isAllowed = found.from === undefined || found.from.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
    return isAllowed ? found.peer : undefined;
  }

  named(aeTitle: string): Peer | undefined {
    return this.known.get(aeTitle)?.peer;
  }
}

function listOf(addresses: readonly string[]): BlockList {
  const list = new BlockList();
  for (const text of addresses) {
    const [address = '', prefix] = text.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

/** The folder of a sender, in the spool and in the container: its AE title, in characters that any file system takes. */
export function sourceOf({ aeTitle }: Peer): string {
  return aeTitle.replace(/[^A-Za-z0-9_-]/g, '_');
}
