import type { ExportCounts } from '../../domain/intake/exportRecord';
import { skipReasons } from '../../domain/reasons/skipReason';
import { words } from '../language/language';

/** What an export contained, in one to three sentences. */
export function describeExport({ members, skipped, missing, indexProblem }: ExportCounts): string {
  const left = skipReasons.flatMap((reason) => {
    const count = skipped[reason];
    return count === undefined ? [] : [words.skipped[reason](count)];
  });
  return [
    words.exportContents.members(members),
    ...(left.length > 0 ? [words.exportContents.leftOut(left)] : []),
    ...(missing === 0 ? [] : [words.exportContents.missing(missing)]),
    ...(indexProblem === undefined ? [] : [words.exportContents.indexUnreadable(indexProblem)]),
  ].join(words.sentenceSpace);
}
