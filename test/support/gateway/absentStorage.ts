import { connect, createServer, type Socket } from 'node:net';
import { freePort } from '../../cli/support/freePort';

/** The blobs of an account, behind a door that can be shut. */
export async function storageWithDoor(connectionString: string) {
  const [whole, target] = /BlobEndpoint=http:\/\/127\.0\.0\.1:(\d+)/.exec(connectionString) ?? [];
  if (whole === undefined) throw new Error('the account has no address for blobs');
  const port = await freePort();
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const storage = connect(Number(target), '127.0.0.1');
    for (const [from, to] of [
      [client, storage],
      [storage, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy()).on('close', () => to.destroy());
      from.pipe(to);
    }
  });
  const open = () => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const shut = async () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    await new Promise((resolve) => server.close(resolve));
  };
  await open();
  return {
    connectionString: connectionString.replace(whole, `BlobEndpoint=http://127.0.0.1:${port}`),
    open,
    shut,
  };
}
