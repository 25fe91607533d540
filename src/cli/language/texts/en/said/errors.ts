/** What went wrong, and what can be done about it. */
export const errors = {
  stopped: 'Stopped.',
  unexpected: (message: string) => `Unexpected: ${message} (TRIAGE_DEBUG=1 shows where.)`,
  notUnderstood: (message: string) => `error: ${message}`,
  /** Why the operating system refused a file; it goes into a sentence. */
  disk: {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the file system is read-only',
    ENOSPC: 'the disk is full',
    EDQUOT: 'the disk quota is used up',
    ENOTDIR: 'a part of the path is a file, not a folder',
    EEXIST: 'there is a file of that name',
    EISDIR: 'it is a folder',
    ENOENT: 'there is no such file or folder',
    EMFILE: 'too many files are open',
    EIO: 'the disk reports an error',
  },
  noAnswer: 'it does not answer',
  unreadable: 'it cannot be read',
  unwritten: 'it cannot be written',
  unmade: 'it cannot be made',
  unopened: 'it cannot be opened',
  storage: {
    someAddress: 'the given address',
    refused: (where: string, status: number) =>
      `The storage at ${where} refused access (${status}): check the key, or the role of the identity (Storage Blob Data Contributor).`,
    noContainer: (where: string) =>
      `The storage at ${where} has no such container: check its name, or create it.`,
    noIdentity:
      'No identity was found to open the storage account with: sign in (az login), or give --connection.',
    unreachable: (where: string, code: string) =>
      `The storage at ${where} cannot be reached (${code}): check the address, and that it is running.`,
    notNamed:
      'No storage account is named: give --connection STRING or --account NAME, or set TRIAGE_STORAGE or AzureWebJobsStorage.',
    withoutTls: (what: string) => `The connection string: ${what}.`,
    badConnection:
      'The connection string cannot be read: copy it again, whole and in quotes (it holds semicolons).',
    badAccount: '--account is the name of a storage account, or its blob address (https://…).',
  },
  app: {
    gone: (message: string) => `The app ended by itself: ${message}`,
    silent: (url: string) => `The app at ${url} does not say how it is: start again with TRIAGE_DEBUG=1.`,
    unclear: (url: string, status: number) =>
      `The app at ${url} does not say how it is (HTTP ${status}): start again with TRIAGE_DEBUG=1.`,
  },
  models: {
    all: (why: string) => `The models cannot be loaded: ${why}`,
    one: (model: string, why: string) => `Model ${model} cannot be used: ${why}`,
    other: (what: string, why: string) => `The ${what}: ${why}`,
    several: (count: number, each: string) => `${count} models cannot be used. ${each}`,
    problems: (count: number, each: string) => `${count} problems with the models. ${each}`,
    none: 'No model was found that can look at images: check the models folder (TRIAGE_MODELS).',
    noneIn: (folder: string) => `There is no model to ask in ${folder}.`,
    refused: (model: string, why: string) => `${model} is refused: ${why}`,
  },
  place: {
    dataFolder: (folder: string, why: string) =>
      `The data folder ${folder} cannot be written (${why}): choose another one with --data DIR, or change its permissions.`,
    noTemporary: (folder: string, why: string) =>
      `No temporary folder can be made in ${folder} (${why}): set TMPDIR, or give a data folder with --data DIR.`,
    siteKeyDamaged: (file: string) =>
      `The site key in ${file} is damaged: restore it from a copy, or start with another data folder (--data DIR).`,
    noStorage: (folder: string) =>
      `${folder} holds no storage of triage: give the folder that was given to --data, or the storage account with --connection.`,
    ownStorage: "This needs the app's own storage: --data, --connection or --account.",
    either: 'Give either an exported folder, or --data, --connection or --account.',
    notExported: (folder: string, named: string) =>
      `${folder} holds no exported audit log (no folder "audit" in it). For the folder of a local runtime, use --data ${named}.`,
  },
  siteKey: {
    bad: (bytes: number) => `TRIAGE_SITE_KEY is not ${bytes} random bytes in base64.`,
    needed: (why: string) => `Nothing was changed: ${why}. Set TRIAGE_SITE_KEY to the one that the app has.`,
    random: 'No site key is given: the new UIDs are the same within this run, and others in the next one.',
  },
  file: {
    noneIn: (folder: string) => `There is no file in ${folder}.`,
    unreadable: (file: string, why: string) => `${file} cannot be read: ${why}.`,
    unwritable: (file: string, why: string) => `${file} cannot be written: ${why}.`,
    neither: (file: string) => `${file} is neither a file nor a folder.`,
    notAFolder: (file: string) => `${file} is not a folder.`,
    notEmpty: (folder: string) => `${folder} is not empty: name a folder that is.`,
    exists: (file: string) => `${file} is there already. Nothing is written over it.`,
    changed: 'the file was changed while it was being read',
    notLookedAt: 'it may be written here, but not looked at',
    outside: (name: string) =>
      `${name} leads out of its container: somebody tampered with the storage. Nothing is read or written under such a name.`,
    export: (file: string) =>
      `nested-archive: ${file} is an export of several files. "triage run" reads every image in it; to look at one, unpack it.`,
  },
  id: {
    study: 'A study id is 64 hexadecimal digits.',
    arrival: 'The id of an arrival is 64 hexadecimal digits.',
    noStudy: 'There is no study with this id, or it was erased.',
    noReason: (code: string) => `No file is refused as "${code}": the worklist shows the codes.`,
    filesOrReason: 'Name files by the ids of their arrivals, or use --reason CODE.',
  },
  time: (option: string) =>
    `${option} takes a day such as 2026-05-01, a time with its zone, or 24h or 7d ago.`,
};
