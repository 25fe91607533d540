import { isDead } from '../../domain/outputs/delivery';
import { type OutputView, outputViews } from '../../domain/outputs/outputView';
import type { OutputPlace } from '../../domain/outputs/receiver';
import type { OutputsPort } from './ports';

/** Which of them; absent: all. */
export interface OutputFilter {
  readonly studyId?: string | undefined;
  readonly receiver?: string | undefined;
}

type ListDeps = Pick<OutputsPort, 'delivery' | 'marked'>;

/** The last edition of each output that lies dead, or is still to be sent. A note that says nothing any more is passed over. */
export async function* listOutputs(
  outputs: ListDeps,
  mark: 'open' | 'dead',
  filter: OutputFilter = {},
): AsyncGenerator<OutputView> {
  for await (const place of outputs.marked(mark)) {
    if (!fits(place, filter)) continue;
    const delivery = await outputs.delivery(place);
    const last = delivery?.editions.at(-1);
    if (delivery === undefined || last === undefined) continue;
    if (mark === 'dead' ? !isDead(last) : last.state !== 'waiting') continue;
    const [view] = outputViews(delivery);
    if (view !== undefined) yield view;
  }
}

function fits({ studyId, receiver }: OutputPlace, filter: OutputFilter): boolean {
  return (filter.studyId ?? studyId) === studyId && (filter.receiver ?? receiver) === receiver;
}
