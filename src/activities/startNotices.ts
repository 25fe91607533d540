import { noticeInstanceOf } from '../domain/kernel/ids';
import type { ReviewStarter } from './ensureReview';
import type { Delivery } from './recordReviews';

export interface StartNoticesInput {
  readonly deliveries: readonly Delivery[];
}

/**
 * Sends notices on their way: each is an orchestration of its own, so that a receiver that does not answer holds up no
 * review. One that is on its way already stays the only one.
 */
export function createStartNotices(starter: Pick<ReviewStarter, 'isRunning' | 'start'>) {
  return async ({ deliveries }: StartNoticesInput): Promise<void> => {
    for (const delivery of deliveries) {
      const instanceId = noticeInstanceOf(delivery.channel, delivery.notice.id);
      if (await starter.isRunning(instanceId)) continue;
      await starter.start('deliverNotice', instanceId, delivery);
    }
  };
}
