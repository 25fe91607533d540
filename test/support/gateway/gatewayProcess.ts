import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from '../../cli/support/freePort';
import { waitFor } from '../waitFor';

const command = path.resolve(__dirname, '../../../dist/cli/main.js');

/** `triage gateway` in a process of its own, which can be killed and started again. */
export class GatewayProcess {
  private child: ChildProcess | undefined;
  private ended: Promise<unknown> = Promise.resolve();
  /** What it said, of all its runs. */
  log = '';

  private constructor(
    private readonly configFile: string,
    private readonly connection: string,
    readonly port: number,
    readonly statusPort: number,
  ) {}

  /** @param config without ports and spool */
  static async create(folder: string, connection: string, config: object): Promise<GatewayProcess> {
    const [port, statusPort] = [await freePort(), await freePort()];
    const file = path.join(folder, 'gateway.json');
    const whole = { address: '127.0.0.1', port, statusPort, spool: path.join(folder, 'spool'), ...config };
    writeFileSync(file, JSON.stringify(whole));
    return new GatewayProcess(file, connection, port, statusPort);
  }

  get pid(): number {
    return this.child?.pid as number;
  }

  /** Returns once it listens. @param more of its environment */
  async start(more: Readonly<Record<string, string>> = {}): Promise<void> {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', command, 'gateway', '--config', this.configFile],
      {
        env: { ...process.env, TRIAGE_STORAGE: this.connection, ...more },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    this.child = child;
    this.ended = once(child, 'exit');
    child.stderr?.on('data', (text) => {
      this.log += text;
    });
    await waitFor('the gateway', async () => {
      if (child.exitCode !== null) throw new Error(this.log);
      return this.health().catch(() => undefined);
    });
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.child?.kill(signal);
    await this.ended;
  }

  async health() {
    return (await (await fetch(`http://127.0.0.1:${this.statusPort}/health`)).json()) as {
      ok: boolean;
      problems: string[];
      associations: number;
      spool: { objects: number; setAside: number };
    };
  }

  async counters() {
    return (await (await fetch(`http://127.0.0.1:${this.statusPort}/counters`)).json()) as {
      peers: Record<string, { associations: number; received: number; refused: number; uploaded: number }>;
      unknown: { rejected: number };
      receivers: Record<string, { delivered: number; refused: number; failed: number }>;
    };
  }

  /** The most bytes of memory that it has held, on Linux. */
  async peakMemory(): Promise<number> {
    const status = await readFile(`/proc/${this.child?.pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) * 1024;
  }
}
