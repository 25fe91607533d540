import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** What the peer does with a message: answers, or misbehaves. */
export type MllpAct = (socket: Socket, message: string) => void;

export const framed = (text: string) => `\x0b${text}\x1c\r`;

export function controlId(message: string): string {
  return message.split('\r')[0]?.split('|')[9] ?? '';
}

/** An acknowledgement of that code. @param more segments after MSA */
export function ack(code: string, of: string, more: readonly string[] = [], text = ''): string {
  const msh = 'MSH|^~\\&|RIS|HOSP|IMAGING TRIAGE||20260102103000||ACK^R01^ACK|1|P|2.5.1';
  return [msh, `MSA|${code}|${of}${text && `|${text}`}`, ...more, ''].join('\r');
}

export function answering(code: string, more: readonly string[] = [], text = ''): MllpAct {
  return (socket, message) => socket.write(framed(ack(code, controlId(message), more, text)));
}

/** A receiver of HL7 on the loopback interface that does with each message what the script says next. */
export class MllpPeer {
  readonly messages: string[] = [];
  #server: Server | undefined;
  readonly #sockets = new Set<Socket>();

  constructor(readonly script: MllpAct[]) {}

  async start(): Promise<this> {
    const server = createServer((socket) => {
      this.#sockets.add(socket);
      let unread = '';
      socket.on('error', () => {});
      socket.on('data', (chunk) => {
        unread += chunk.toString('utf8');
        const end = unread.indexOf('\x1c\r');
        if (end < 0) return;
        const message = unread.slice(1, end);
        unread = unread.slice(end + 2);
        this.messages.push(message);
        (this.script.shift() ?? answering('AA'))(socket, message);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#server = server;
    return this;
  }

  get port(): number {
    return portOf(this.#server);
  }

  stop(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server?.close();
  }
}

function portOf(server: Server | undefined): number {
  const address = server?.address() as AddressInfo | undefined;
  return address?.port ?? 0;
}
