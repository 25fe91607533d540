import type { Starter } from '../contract/orchestrations';
import type { Steps } from '../contract/steps';
import { noticeInstanceOf } from '../domain/kernel/ids';

export interface StartNoticesDeps {
  readonly starter: Pick<Starter, 'isRunning' | 'start'>;
}

/**
 * Sends notices on their way: each is an orchestration of its own, so that a receiver that does not answer holds up no
 * review. One that is on its way already stays the only one.
 */
export function createStartNotices({ starter }: StartNoticesDeps): Steps['startNotices'] {
  return async ({ deliveries }) => {
    for (const delivery of deliveries) {
      const instanceId = noticeInstanceOf(delivery.channel, delivery.notice.id);
      if (await starter.isRunning(instanceId)) continue;
      await starter.start('deliverNotice', instanceId, delivery);
    }
  };
}
