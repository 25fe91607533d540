import type { ExportCounts, SkipReason } from '../../domain/intake/exportRecord';

const leftOut: Record<SkipReason, (count: number) => string> = {
  index: () => 'its DICOMDIR',
  'system-file': (count) => `${count} of an operating system`,
  link: (count) => (count === 1 ? '1 link' : `${count} links`),
  'not-in-index': (count) => `${count} of a viewer`,
};

/** What an export held, in a sentence or three. */
export function describeExport({ members, skipped, missing, indexProblem }: ExportCounts): string {
  const left = Object.entries(skipped).map(([reason, count]) => leftOut[reason as SkipReason](count));
  return [
    members === 1 ? 'It holds 1 file.' : `It holds ${members} files.`,
    ...(left.length > 0 ? [`Left out: ${left.join(', ')}.`] : []),
    ...(missing === 0
      ? []
      : [
          `${missing} ${missing === 1 ? 'file that its DICOMDIR names is' : 'files that its DICOMDIR names are'} missing.`,
        ]),
    ...(indexProblem === undefined ? [] : [`Its DICOMDIR could not be read (${indexProblem}).`]),
  ].join(' ');
}

export const indexWords = 'A DICOMDIR lists files, and is no image.';
