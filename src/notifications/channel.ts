import type { z } from 'zod';
import type { AnyNotice } from '../domain/audit/unusualReading';

/** Sends a notice. @throws if it was not accepted */
export type Send = (notice: AnyNotice) => Promise<void>;

/** What the site provides to its channels. */
export interface ChannelSite {
  /** ISO time of now. */
  readonly now: () => string;
  /** A queue in the site's storage account. */
  readonly openQueue: (name: string) => Send;
}

/** One notification channel: its settings, and how it sends. */
export interface Channel<E extends z.ZodRawShape, S> {
  /** Its settings in the environment. */
  readonly environment: E;
  /** @returns what is wrong, in words, if settings do not fit together */
  problem(values: z.output<z.ZodObject<E>>): string | undefined;
  /** @returns undefined if the site does not use it */
  settings(values: z.output<z.ZodObject<E>>): S | undefined;
  open(settings: S, site: ChannelSite): Send;
}

/** Used only by the compiler, to infer the types. */
export function channel<E extends z.ZodRawShape, S>(parts: Channel<E, S>): Channel<E, S> {
  return parts;
}
