import type { AzuritePorts } from './azurite/startAzurite';
import type { LogEntry } from './logging';

/** What a local runtime is started with. */
export interface RuntimeOptions {
  /** The folder of the function app: package.json, whose `main` is loaded, and host.json. */
  readonly appDirectory: string;
  /**
   * The folder for all data: storage, orchestrations, keys. It survives restarts; one runtime uses it at a
   * time.
   */
  readonly dataDirectory: string;
  /** The HTTP port on 127.0.0.1; a free one if omitted. */
  readonly port?: number;
  /** The storage account to use; if omitted, Azurite is started with its data in the data folder. */
  readonly connectionString?: string;
  /** The ports of Azurite; free ones if omitted. */
  readonly azuritePorts?: AzuritePorts;
  /** Additional settings for the app. */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Settings that are generated once (32 random bytes in base64) and kept in the data folder, unless given.
   */
  readonly generatedSecrets?: readonly string[];
  /**
   * False if the app's blob-triggered functions go by the name of the blob alone: they then receive no bytes,
   * properties or metadata, and a blob may be of any size. The real host always loads the whole blob.
   */
  readonly blobContents?: boolean;
  /**
   * How long what a client sends to an orchestration lies in its queue, as it can in Azure, where other
   * processes poll it; not at all if omitted.
   */
  readonly queueLatencyMilliseconds?: number;
  /** Receives the log; if omitted, errors go to standard error. */
  readonly log?: (entry: LogEntry) => void;
}

/** An HTTP function that the app registered. */
export interface ServedRoute {
  readonly name: string;
  readonly route: string;
  readonly methods: readonly string[];
}

/** A running local runtime. */
export interface Runtime {
  readonly url: string;
  /** Every HTTP function, most specific route first. */
  readonly routes: readonly ServedRoute[];
  readonly connectionString: string;
  /** The settings that the app runs with, in addition to the environment of this process. */
  readonly environment: Readonly<Record<string, string>>;
  /** Gives running functions some seconds to finish, then shuts down cleanly. */
  stop(): Promise<void>;
  /** Resolves when the runtime has stopped: with an error if it stopped by itself. */
  readonly exited: Promise<Error | undefined>;
}
