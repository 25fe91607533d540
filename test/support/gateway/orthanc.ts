import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { freePort } from '../../cli/support/freePort';
import { waitFor } from '../waitFor';

/** A PACS that we did not write: Debian's Orthanc with DICOMweb. */
export class Orthanc {
  private child: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    readonly dicomPort: number,
    readonly httpPort: number,
  ) {}

  static async create(folder: string): Promise<Orthanc> {
    return new Orthanc(folder, await freePort(), await freePort());
  }

  /** @param gatewayPort where the gateway listens, as TRIAGE */
  async start(gatewayPort: number): Promise<void> {
    const config = path.join(this.folder, 'orthanc.json');
    writeFileSync(
      config,
      JSON.stringify({
        Name: 'test',
        DicomAet: 'ORTHANC',
        DicomPort: this.dicomPort,
        DicomCheckCalledAet: true,
        HttpPort: this.httpPort,
        RemoteAccessAllowed: false,
        AuthenticationEnabled: false,
        StorageDirectory: path.join(this.folder, 'orthanc'),
        IndexDirectory: path.join(this.folder, 'orthanc'),
        Plugins: ['/usr/share/orthanc/plugins/libOrthancDicomWeb.so'],
        DicomModalities: {
          gateway: { AET: 'TRIAGE', Host: '127.0.0.1', Port: gatewayPort, AllowStorageCommitment: true },
        },
      }),
    );
    const child = spawn('Orthanc', [config], { stdio: 'ignore' });
    this.child = child;
    await waitFor('Orthanc', async () => {
      if (child.exitCode !== null) throw new Error(`Orthanc ended with ${child.exitCode}`);
      return this.get('/system').catch(() => undefined);
    });
  }

  async stop(): Promise<void> {
    if (this.child === undefined || this.child.exitCode !== null) return;
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }

  get url(): string {
    return `http://127.0.0.1:${this.httpPort}`;
  }

  // biome-ignore lint/suspicious/noExplicitAny: the answers of another program
  async get(where: string): Promise<any> {
    return JSON.parse((await this.#ask('GET', where)).toString());
  }

  // biome-ignore lint/suspicious/noExplicitAny: the answers of another program
  async post(where: string, body: string | Uint8Array): Promise<any> {
    return JSON.parse((await this.#ask('POST', where, body)).toString());
  }

  async put(where: string, body: object): Promise<void> {
    await this.#ask('PUT', where, JSON.stringify(body));
  }

  /** An instance as it keeps it. @param id of Orthanc's own */
  async file(id: string): Promise<Buffer> {
    return this.#ask('GET', `/instances/${id}/file`);
  }

  /** Puts a file into the PACS. @returns its id there */
  async upload(file: string): Promise<string> {
    return (await this.post('/instances', readFileSync(file))).ID as string;
  }

  /** Not by `fetch`: Orthanc says that it keeps the connection and closes it, which `fetch` takes for an answer cut off. */
  async #ask(method: string, where: string, body?: string | Uint8Array): Promise<Buffer> {
    const asked = request(`${this.url}${where}`, { method, agent: false }).end(body);
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    const read = await buffer(answer);
    if (answer.statusCode !== 200) throw new Error(`Orthanc: ${where}: ${answer.statusCode} ${read}`);
    return read;
  }
}
