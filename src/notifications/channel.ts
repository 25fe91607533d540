import type { z } from 'zod';
import type { Notice } from '../domain/study/notice';

/** Sends a notice. @throws where it was not taken */
export type Send = (notice: Notice) => Promise<void>;

/** What the site lends to its channels. */
export interface ChannelSite {
  /** ISO time of now. */
  readonly now: () => string;
  /** A queue of the site's storage account. @param serviceUrl where an identity opens the account */
  readonly openQueue: (name: string, serviceUrl: string | undefined) => Send;
}

/** How the site's storage is opened, as the environment says it. */
export interface StorageValues {
  readonly AzureWebJobsStorage?: string | undefined;
  readonly AzureWebJobsStorage__accountName?: string | undefined;
}

/** One way on which notices go out: its settings, and how it sends. */
export interface Channel<E extends z.ZodRawShape, S> {
  /** Its settings as they stand in the environment. */
  readonly environment: E;
  /** @returns what is wrong, in words, where settings do not come together */
  problem(values: z.output<z.ZodObject<E>> & StorageValues): string | undefined;
  /** @returns undefined where the site does not use it */
  settings(values: z.output<z.ZodObject<E>> & StorageValues): S | undefined;
  open(settings: S, site: ChannelSite): Send;
}

/** Only for the compiler, which finds out the types. */
export function channel<E extends z.ZodRawShape, S>(parts: Channel<E, S>): Channel<E, S> {
  return parts;
}
