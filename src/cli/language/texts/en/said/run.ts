/** `triage run`, `demo`, `local`, `upload` and `worklist`. */
export const run = {
  starting: 'Starting the app on this machine …',
  stopping: 'Stopping …',
  ends: 'Ctrl-C ends.',
  warning: (what: string) => `Warning: ${what}`,
  file: 'file',
  files: 'files',
  cannotRead: (file: string, why: string) => `${file} cannot be read: ${why}.`,
  unreadable: (count: number) => `${count} unreadable`,
  stalled: (files: number, seconds: number) =>
    `${files === 1 ? '1 file has' : `${files} files have`} no outcome, and nothing has happened for ${seconds} s.`,
  appGone: 'The app ended while files were open: start again with TRIAGE_DEBUG=1.',
  notEnded: (file: string) => `${file}: no outcome; its processing has not ended`,
  notNoticed: (file: string) => `${file}: no outcome; the app has not noticed it`,
  andMore: (count: number) => `and ${count} more`,
  columns: ['Priority', 'File', 'Findings', 'Why'],
  took: (files: string, time: string, outcomes: string) => `${files} in ${time}: ${outcomes}.`,
  noneAccounted: 'none accounted for',
  legend:
    '! is above the threshold of the model, ? below it but near. Scores set the reading order; they are not a diagnosis.',
  demo: {
    files: (count: number) =>
      `${count} synthetic files: computer-drawn pictures with invented data. Starting the app …`,
    afterword: `These pictures are synthetic: what a network finds in drawings does not show how good it is.
To run your own: npm run triage -- run FILE_OR_FOLDER`,
    worklist: (url: string) =>
      `\nThe worklist: ${url}/\nDevelopment sign-in: choose any name and role.\nCtrl-C ends.`,
  },
  local: {
    data: 'Data',
    dataOf: (folder: string) => `${folder} (--data of the other commands)`,
    worklist: 'Worklist',
    worklistAt: (url: string) => `${url}/ (development sign-in: anyone on this machine can be anyone)`,
    drop: 'Drop files',
    into: (container: string) => `into the container "${container}":`,
    upload: (options: string) => `npm run triage -- upload FOLDER ${options}`,
    connection: (file: string) => `or with any storage tool and the connection string in ${file}.`,
    secret: 'It opens everything that is stored here: keep it to yourself.',
    givenStorage: '"…the string given as --storage…"',
    filesDone: (files: number) => `${files} files are done.`,
    done: (id: string) => `arrival ${id}: done`,
    arrival: (id: string, what: string) => `arrival ${id}: ${what}`,
    study: (id: string, what: string) => `study ${id}: ${what}`,
  },
  media: {
    unreadable: (name: string, code: string) => `${name} could not be read (${code}).`,
    left: (files: number) =>
      files === 1
        ? '1 file beside a DICOMDIR is no DICOM and was left out.'
        : `${files} files beside a DICOMDIR are no DICOM and were left out.`,
    missing: (files: number, names: string, more: number) =>
      `${files === 1 ? '1 file that a DICOMDIR names is' : `${files} files that a DICOMDIR names are`} missing: ${names}${more > 0 ? ` and ${more} more` : ''}.`,
  },
  upload: {
    source: '--source takes letters, digits, spaces and . _ - only.',
    noContainer: (name: string) =>
      `The account has no container "${name}": create it, or name another one with --container.`,
    sources: (names: string) => `Sources, by the names of folders: ${names}.`,
    unnamed: (folders: number) =>
      `Folders that may be named after people: ${folders}. Their files get no source (--source names one).`,
    notSent: (file: string, why: string) => `${file} was not sent: ${why}.`,
    sent: (size: string) => `${size} sent`,
    done: (files: string, time: string, sent: number, size: string, known: number, failed: number) =>
      `${files} in ${time}: ${sent} sent (${size}), ${known} already there${failed > 0 ? `, ${failed} not sent` : ''}.`,
    leftOver: (done: number, total: number) =>
      `${done} of ${total} files are done; the same command goes on from there.`,
  },
  worklist: {
    noResults: 'The account holds no results: the worklist is made from them. Is it the right one?',
    needsKey: "only the site's key tells which records the app wrote",
    rebuilt: (studies: number, refusals: number, open: number) =>
      `The worklist was rebuilt: ${studies} studies, ${refusals} refused files${open === 0 ? '' : `, ${open} files without an outcome yet`}.`,
  },
};
