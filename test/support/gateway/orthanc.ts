import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../../cli/support/freePort';
import { waitFor } from '../waitFor';

/** It closes connections at times of its own: one that lay idle would be used once too often. */
const headers = { connection: 'close' };

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
    const answer = await fetch(`${this.url}${where}`, { headers });
    if (!answer.ok) throw new Error(`Orthanc: ${where}: ${answer.status}`);
    return answer.json();
  }

  // biome-ignore lint/suspicious/noExplicitAny: the answers of another program
  async post(where: string, body: string | Uint8Array<ArrayBuffer>): Promise<any> {
    const answer = await fetch(`${this.url}${where}`, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`Orthanc: ${where}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  async put(where: string, body: object): Promise<void> {
    const answer = await fetch(`${this.url}${where}`, {
      method: 'PUT',
      headers,
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`Orthanc: ${where}: ${answer.status}`);
  }

  /** An instance as it keeps it. @param id of Orthanc's own */
  async file(id: string): Promise<Buffer> {
    const answer = await fetch(`${this.url}/instances/${id}/file`, { headers });
    return Buffer.from(await answer.arrayBuffer());
  }

  /** Puts a file into the PACS. @returns its id there */
  async upload(file: string): Promise<string> {
    return (await this.post('/instances', new Uint8Array(readFileSync(file)))).ID as string;
  }
}
