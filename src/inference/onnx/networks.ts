import { NetworkProcess } from './networkProcess';

const networks = new Map<string, Promise<NetworkProcess>>();

/**
 * This process's only copy of the network with these bytes.
 *
 * @param sha256 of `bytes`
 * @throws ModelProblem if the runtime cannot load it within its budget
 * @throws DecoderUnavailableError if no process could be had; the next caller tries again
 */
export function networkOf(sha256: string, bytes: Uint8Array): Promise<NetworkProcess> {
  const known = networks.get(sha256);
  if (known !== undefined) return known;
  const opened = NetworkProcess.open(bytes);
  networks.set(sha256, opened);
  opened.catch(() => networks.delete(sha256));
  return opened;
}

/** Ends the processes of all networks. A network that is run again gets a new one. */
export async function closeNetworks(): Promise<void> {
  for (const one of await Promise.allSettled(networks.values()))
    if (one.status === 'fulfilled') one.value.close();
}
