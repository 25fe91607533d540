import { isId } from '../../../domain/kernel/identifiers/ids';
import { type OutputView, outputViews } from '../../../domain/outputs/outputView';
import { listOutputs } from '../../../operations/outputs/listOutputs';
import { openStore, type Store } from '../../../storage/store';
import { texts } from '../../language/language';
import { type PlaceOptions, withLog } from '../../site/logPlace';
import { settingsOfPlace } from '../../site/siteOfPlace';
import { UsageError } from '../../terminal/errors';
import { say } from '../../terminal/say';
import { outputLine } from './line';

export interface ListOptions extends PlaceOptions {
  readonly study?: string;
  readonly receiver?: string;
  readonly waiting?: boolean;
}

/** `triage outputs list` */
export async function list(options: ListOptions): Promise<void> {
  if (options.study !== undefined && !isId(options.study)) throw new UsageError(texts.errors.id.study);
  await withLog(undefined, options, async (place) => {
    const store = openStore(settingsOfPlace(place, options));
    let count = 0;
    for await (const view of chosen(store, options)) {
      process.stdout.write(`${outputLine(view)}\n`);
      count += 1;
    }
    say(texts.studies.outputs.count(count));
  });
}

async function* chosen(
  { outputs }: Store,
  { study, receiver, waiting }: ListOptions,
): AsyncGenerator<OutputView> {
  if (study === undefined || waiting) {
    yield* listOutputs(outputs, waiting ? 'waiting' : 'undelivered', { studyId: study, receiver });
    return;
  }
  for (const delivery of await outputs.deliveriesOf(study))
    if (receiver === undefined || delivery.receiver === receiver) yield* outputViews(delivery);
}
