import { readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { type GatewayConfig, GatewayConfigError } from './config/gatewayConfig';
import { Acceptor, type Admission } from './dimse/acceptor';
import type { OurSide } from './upperLayer/associate';

const second = 1_000;

/**
 * Listens for associations. Connections that have opened none are few or the oldest of them ends: whoever opens
 * connections and says nothing keeps nobody out.
 */
export class Listener {
  private readonly server: Server;
  private readonly acceptors = new Set<Acceptor>();

  constructor(
    private readonly config: GatewayConfig,
    private readonly us: OurSide,
    private readonly admission: Admission,
    private readonly log: (line: string) => void,
  ) {
    this.server = this.createServer();
  }

  private createServer(): Server {
    const { tls } = this.config;
    if (tls === undefined) return createServer((socket) => this.take(socket));
    const server = createTlsServer(
      {
        key: pem(tls.key),
        cert: pem(tls.certificate),
        ...(tls.clients === undefined ? {} : { ca: pem(tls.clients), requestCert: true }),
        handshakeTimeout: this.config.limits.openSeconds * second,
      },
      (socket) => this.take(socket),
    );
    return server.on('tlsClientError', (error, socket) =>
      this.log(`TLS with ${socket.remoteAddress} failed: ${error.message}`),
    );
  }

  /** @throws the error of the system, such as EADDRINUSE */
  listen(): Promise<void> {
    const { port, address } = this.config;
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen({ port, host: address, backlog: 1_024 }, () => {
        this.server.off('error', reject);
        // A system that runs out of file handles says so here; what is connected goes on.
        this.server.on('error', (error) => this.log(`A connection could not be taken: ${error.message}`));
        resolve();
      });
    });
  }

  /** Associations at once. */
  get associated(): number {
    return [...this.acceptors].filter(({ isAssociated }) => isAssociated).length;
  }

  /** What is under way is aborted: it was not acknowledged, and its sender tries again. */
  close(): void {
    this.server.close();
    for (const acceptor of this.acceptors) acceptor.stop('the gateway ends');
  }

  private take(socket: Socket): void {
    const { limits } = this.config;
    const acceptor = new Acceptor(
      socket,
      this.us,
      {
        openMilliseconds: limits.openSeconds * second,
        idleMilliseconds: limits.idleSeconds * second,
        pduMilliseconds: limits.pduSeconds * second,
      },
      this.admission,
      (gone) => this.acceptors.delete(gone),
    );
    this.acceptors.add(acceptor);
    if (this.acceptors.size <= limits.connections) return;
    const silent = [...this.acceptors].filter(({ isAssociated }) => !isAssociated);
    if (silent.length > limits.connections) silent[0]?.stop('too many connections wait');
  }
}

/** @throws GatewayConfigError */
function pem(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new GatewayConfigError(`tls: ${file} cannot be read.`, { cause: error });
  }
}
