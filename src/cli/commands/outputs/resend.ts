import { isId } from '../../../domain/kernel/identifiers/ids';
import { listOutputs } from '../../../operations/outputs/listOutputs';
import { createResendOutput } from '../../../operations/outputs/resendOutput';
import { openStore } from '../../../storage/store';
import { texts } from '../../language/language';
import { localActor } from '../../site/localActor';
import { type PlaceOptions, withLog } from '../../site/logPlace';
import { settingsOfPlace } from '../../site/siteOfPlace';
import { UsageError } from '../../terminal/errors';
import { say } from '../../terminal/say';
import { outputLine } from './line';

export interface ResendOptions extends PlaceOptions {
  readonly study?: string;
  readonly receiver?: string;
  readonly all?: boolean;
  readonly yes?: boolean;
}

/** `triage outputs resend`: `reconcile` starts the deliveries within five minutes. */
export async function resend(options: ResendOptions): Promise<void> {
  const { study, receiver, all, yes } = options;
  if (study !== undefined && !isId(study)) throw new UsageError(texts.errors.id.study);
  if (!all && study === undefined && receiver === undefined)
    throw new UsageError(texts.studies.outputs.choose);
  await withLog(undefined, options, async (place) => {
    const { outputs, identity, audit } = openStore(settingsOfPlace(place, options));
    const now = () => new Date().toISOString();
    const resendOutput = createResendOutput({ outputs, identity, audit, now });
    let count = 0;
    for await (const view of listOutputs(outputs, 'undelivered', { studyId: study, receiver })) {
      if (yes && !(await resendOutput(view, localActor()))) continue;
      process.stdout.write(`${outputLine(view)}\n`);
      count += 1;
    }
    if (yes) say(texts.studies.outputs.resent(count));
    else say(texts.studies.outputs.addYes(count));
  });
}
