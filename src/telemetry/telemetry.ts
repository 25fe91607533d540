import { Counters } from './counters';
import type { Sample } from './samples';
import type { Span } from './span';

/** Where telemetry goes, and how much of it. */
export interface TelemetrySettings {
  /** OTLP over HTTP. Its address, headers and so on are the exporter's own settings, in the environment. */
  readonly otlp: boolean;
  readonly azureMonitor?: AzureMonitorSettings;
  /** Share of traces that are exported, 0…1. */
  readonly sampled: number;
  /** Between two exports of the metrics. */
  readonly metricsMilliseconds: number;
}

export interface AzureMonitorSettings {
  readonly connectionString: string;
  /** Signs in with the app's identity; absent: the connection string is enough. `clientId` names a user-assigned one. */
  readonly identity?: { readonly clientId?: string };
}

/** What is counted and measured, as of now. */
export type Samples = () => readonly Sample[];

/** Sends what was recorded. */
export interface Exporting {
  span(span: Span): void;
  /** Sends what waits, and ends. */
  close(): Promise<void>;
}

export interface TelemetryDeps {
  /** Loads the exporters; absent: nothing is exported. Called once, when there is something to export. */
  readonly open?: ((samples: Samples) => Promise<Exporting>) | undefined;
  /** For so long a measurement is exported: another instance may have measured since. Milliseconds. */
  readonly measurementsLast: number;
  readonly logError: (message: string) => void;
}

/** Spans kept while the exporters are being loaded; more are dropped. */
const mostWaiting = 1000;

/** What this process records. Never fails, and never delays what it records. */
export class Telemetry {
  readonly counters = new Counters();
  #gauges: readonly Sample[] = [];
  #measuredAt = 0;
  #waiting: Span[] = [];
  #opening: Promise<Exporting | undefined> | undefined;
  #exporting: Exporting | undefined;

  constructor(private readonly deps: TelemetryDeps) {}

  /** Whether anything is exported from here. */
  get exports(): boolean {
    return this.deps.open !== undefined;
  }

  span(span: Span): void {
    if (!this.exports) return;
    if (this.#exporting) this.#exporting.span(span);
    else if (this.#waiting.length < mostWaiting) this.#waiting.push(span);
    this.#open();
  }

  /** What was measured in the storage, to be exported with what was counted here. */
  measured(gauges: readonly Sample[]): void {
    if (!this.exports) return;
    this.#gauges = gauges;
    this.#measuredAt = Date.now();
    this.#open();
  }

  /** Sends what waits. */
  async close(): Promise<void> {
    await (await this.#opening)?.close();
  }

  #open(): void {
    const { open, logError } = this.deps;
    if (open === undefined) return;
    this.#opening ??= this.#start(open).catch((error: Error) => {
      logError(`telemetry is not exported: ${error.message}`);
      return undefined;
    });
  }

  #freshGauges(): readonly Sample[] {
    return Date.now() - this.#measuredAt < this.deps.measurementsLast ? this.#gauges : [];
  }

  async #start(open: (samples: Samples) => Promise<Exporting>): Promise<Exporting> {
    const exporting = await open(() => [...this.counters.samples(), ...this.#freshGauges()]);
    for (const span of this.#waiting) exporting.span(span);
    this.#waiting = [];
    this.#exporting = exporting;
    return exporting;
  }
}
