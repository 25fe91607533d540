import path from 'node:path';
import type { TemporaryFolder } from '../../support/temporaryFolder';
import { EngineRuntime, shortLocks } from '../engineRuntime';
import type { Life } from './calls';

/** Not the shortest: a host that cannot renew one in time, on a busy machine, ends itself. */
const locks = { ...shortLocks, listenerLockPeriod: '00:00:30' };

/** So many hosts may end by themselves. */
const mostEnded = 30;

const appDirectory = path.resolve(__dirname, '../../..');

export interface FleetOptions {
  readonly size: number;
  readonly connectionString: string;
  readonly environment: Readonly<Record<string, string>>;
  /** For what the hosts write about themselves. */
  readonly folder: TemporaryFolder;
}

interface Host {
  readonly engine: EngineRuntime;
  /** The last one is the present one. */
  readonly lives: Life[];
  isUp: boolean;
}

/** Several hosts with the whole app, each with a process of the app of its own, on one task hub. */
export class Fleet {
  /** Why hosts ended by themselves. */
  readonly ended: string[] = [];
  readonly #hosts: readonly Host[];

  constructor(private readonly options: FleetOptions) {
    const { size, connectionString } = options;
    this.#hosts = Array.from({ length: size }, () => ({
      engine: new EngineRuntime({ appDirectory, connectionString, singleton: locks }),
      lives: [],
      isUp: false,
    }));
  }

  /** Which hosts are up, by their number. */
  get up(): number[] {
    return this.#hosts.flatMap(({ isUp }, at) => (isUp ? [at] : []));
  }

  get lives(): Life[] {
    return this.#hosts.flatMap(({ lives }) => lives);
  }

  /** The names of the instances that are up. */
  get instances(): string[] {
    return this.up.map((at) => this.life(at).instance);
  }

  /** Where a host that is up is. */
  get url(): string {
    return this.#of(this.up[0] ?? 0).engine.url;
  }

  /** The present life of a host, or its last one. */
  life(at: number): Life {
    return this.#of(at).lives.at(-1) as Life;
  }

  /** One after the other, as instances are added. */
  async start(): Promise<void> {
    for (let at = 0; at < this.options.size; at += 1) await this.startOne(at);
  }

  /** @param asAnother as another instance, which has no claim to what the one before had */
  async startOne(at: number, asAnother = false): Promise<void> {
    const host = this.#of(at);
    const { length } = host.lives;
    const instance = host.lives.at(-1)?.instance;
    const life: Life = {
      id: `${at}#${length}`,
      instance: instance === undefined || asAnother ? `engine:${at}-${length}` : instance,
    };
    host.lives.push(life);
    const environment = {
      ...this.options.environment,
      ENGINE_CALLS: this.options.folder.file('calls'),
      ENGINE_LIFE: life.id,
    };
    try {
      await host.engine.start({ instance: life.instance.replace('engine:', ''), environment });
      host.isUp = true;
    } catch {
      await this.#startAfresh(at);
    }
  }

  /** kill -9 of the host and all processes of the app. */
  async kill(at: number): Promise<void> {
    const host = this.#of(at);
    host.isUp = false;
    await host.engine.kill();
    this.life(at).until = Date.now();
  }

  /**
   * Hosts that ended by themselves are started again, as Azure does. The SDK ends a host that cannot renew one of its
   * locks in time, which happens where processors are short.
   */
  async mend(): Promise<void> {
    for (const at of this.up) if (!this.#of(at).engine.isRunning) await this.#startAfresh(at);
  }

  async remove(): Promise<void> {
    await Promise.all(this.#hosts.map(({ engine }) => engine.remove()));
  }

  async #startAfresh(at: number): Promise<void> {
    const { log } = this.#of(at).engine;
    this.ended.push(log.findLast((line) => line.includes('Unhandled exception')) ?? log.slice(-5).join('\n'));
    if (this.ended.length > mostEnded) throw new Error(`hosts end by themselves:\n${this.ended.join('\n')}`);
    await this.kill(at);
    await this.startOne(at);
  }

  #of(at: number): Host {
    const host = this.#hosts[at];
    if (host === undefined) throw new Error(`there is no host ${at}`);
    return host;
  }
}
