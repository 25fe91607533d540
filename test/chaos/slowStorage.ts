import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export interface SlowStorage {
  /** Of the same storage, every request to which takes a little longer. */
  readonly connectionString: string;
  stop(): Promise<void>;
}

/**
 * Puts some milliseconds between an app and a storage on this machine, as there are in a cloud. Without them the time
 * between two writes is so short that hardly any kill falls into it.
 */
export async function slowStorage(connectionString: string, milliseconds: number): Promise<SlowStorage> {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  let slow = connectionString;
  for (const [, port] of connectionString.matchAll(/http:\/\/127\.0\.0\.1:(\d+)/g)) {
    const server = createServer((client) => relay(client, Number(port), milliseconds, sockets));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
    slow = slow.replace(`127.0.0.1:${port}`, `127.0.0.1:${(server.address() as AddressInfo).port}`);
  }
  return {
    connectionString: slow,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

function relay(client: Socket, port: number, milliseconds: number, sockets: Set<Socket>): void {
  const storage = connect(port, '127.0.0.1');
  for (const [socket, other] of [
    [client, storage],
    [storage, client],
  ] as const) {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
  }
  storage.pipe(client);
  client.on('data', (bytes) => setTimeout(() => storage.write(bytes), milliseconds));
}
