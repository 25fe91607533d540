import { openSenders } from '../delivery/senders';
import type { SendOutput } from '../domain/outputs/answer';
import type { Receiver } from '../domain/outputs/receiver';
import { createMakeOutput, type MakeOutput } from '../operations/outputs/makeOutput';
import type { OutputSettings } from '../settings/outputSettings';
import type { Store } from '../storage/store';

/** The receivers of outputs, by name; how those are sent to that the app reaches; and how outputs are made. */
export interface Delivery {
  readonly receivers: ReadonlyMap<string, Receiver>;
  readonly senders: ReadonlyMap<string, SendOutput>;
  readonly make: MakeOutput;
}

/** @param release of the software, which outputs name */
export function createDelivery(
  { receivers, secrets, organisation, page }: OutputSettings,
  { identity, images, results }: Pick<Store, 'identity' | 'images' | 'results'>,
  release: string,
): Delivery {
  return {
    receivers: new Map(receivers.map((receiver) => [receiver.name, receiver])),
    senders: openSenders(receivers, secrets),
    make: createMakeOutput({
      identity,
      images,
      results,
      site: (studyId) => ({
        release,
        ...(organisation === undefined ? {} : { organisation }),
        ...(page === undefined ? {} : { link: `${page.replace(/\/$/, '')}/studies/${studyId}` }),
      }),
    }),
  };
}
