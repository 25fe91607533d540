import type { Starter } from '../contract/orchestrations';
import type { Steps } from '../contract/steps';
import { noticeInstanceOf } from '../domain/kernel/identifiers/ids';

export interface StartNoticesDeps {
  readonly starter: Pick<Starter, 'isRunning' | 'start'>;
}

/**
 * Starts the delivery of notices. Each is its own orchestration, so that a receiver that does not answer
 * delays no review. A delivery that is already running is not started twice.
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
