import { withLog } from '../../site/logPlace';
import { exitCodes } from '../../terminal/exitCodes';
import { remember } from './support/remembered';
import { reportJson, reportText } from './support/verificationReport';
import { type VerifyOptions, verifyPlace } from './support/verifyPlace';

/** `triage audit verify [DIR]`. @returns the exit status */
export function verify(
  folder: string | undefined,
  options: VerifyOptions & { readonly json?: boolean },
): Promise<number> {
  return withLog(folder, options, async (place) => {
    const report = await verifyPlace(place, options);
    const isSound = report.faults.length === 0;
    process.stdout.write(options.json ? reportJson(report) : reportText(report));
    if (options.remember !== undefined && isSound) remember(options.remember, report.found.note);
    return isSound ? exitCodes.done : exitCodes.failed;
  });
}
