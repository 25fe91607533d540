import { type Edition, isDead, isDenied, type OutputMark } from '../../domain/outputs/delivery';
import { type OutputView, outputViews } from '../../domain/outputs/outputView';
import type { OutputPlace } from '../../domain/outputs/receiver';
import type { OutputsPort } from './ports';

/** Which of them; absent: all. */
export interface OutputFilter {
  readonly studyId?: string | undefined;
  readonly receiver?: string | undefined;
}

type ListDeps = Pick<OutputsPort, 'delivery' | 'marked'>;

/** What is listed: what is still to be sent, or what somebody has to do something about. */
export type OutputList = 'waiting' | 'undelivered';

const marksOf: Readonly<Record<OutputList, readonly OutputMark[]>> = {
  waiting: ['open'],
  undelivered: ['dead', 'denied'],
};

const isMarked: Readonly<Record<OutputMark, (last: Edition) => boolean>> = {
  open: ({ state }) => state === 'waiting',
  dead: isDead,
  denied: isDenied,
};

/** The last edition of each output of a list. A note that says nothing any more is passed over. */
export async function* listOutputs(
  outputs: ListDeps,
  list: OutputList,
  filter: OutputFilter = {},
): AsyncGenerator<OutputView> {
  for (const mark of marksOf[list]) yield* markedWith(outputs, mark, filter);
}

async function* markedWith(
  outputs: ListDeps,
  mark: OutputMark,
  filter: OutputFilter,
): AsyncGenerator<OutputView> {
  for await (const place of outputs.marked(mark)) {
    if (!fits(place, filter)) continue;
    const delivery = await outputs.delivery(place);
    const last = delivery?.editions.at(-1);
    if (delivery === undefined || last === undefined || !isMarked[mark](last)) continue;
    const [view] = outputViews(delivery);
    if (view !== undefined) yield view;
  }
}

function fits({ studyId, receiver }: OutputPlace, filter: OutputFilter): boolean {
  return (filter.studyId ?? studyId) === studyId && (filter.receiver ?? receiver) === receiver;
}
