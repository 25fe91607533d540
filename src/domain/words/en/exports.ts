import type { Vocabulary } from '../vocabulary';

export const skipped: Vocabulary['skipped'] = {
  index: () => 'its DICOMDIR',
  'system-file': (count) =>
    count === 1 ? '1 file of an operating system' : `${count} files of an operating system`,
  link: (count) => (count === 1 ? '1 link' : `${count} links`),
  'not-in-index': (count) => (count === 1 ? '1 file of a viewer' : `${count} files of a viewer`),
};

export const exportContents: Vocabulary['exportContents'] = {
  members: (count) => (count === 1 ? 'It contains 1 file.' : `It contains ${count} files.`),
  leftOut: (what) => `Left out: ${what.join(', ')}.`,
  missing: (count) =>
    count === 1
      ? '1 file named in its DICOMDIR is missing.'
      : `${count} files named in its DICOMDIR are missing.`,
  indexUnreadable: (reason) => `Its DICOMDIR could not be read (${reason}).`,
  index: 'A DICOMDIR lists files; it is not an image.',
};
