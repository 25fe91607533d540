/** `triage audit …`. */
export const audit = {
  nothingSealed: 'Nothing is sealed here yet.',
  noStudy: 'This study is not known here, or it was erased.',
  image: {
    choose: 'Name an image by its id, or use --all.',
    id: 'An image id is 64 hexadecimal digits.',
    none: (id: string) => `There is no image ${id}.`,
    erased: 'The study of this image was erased, so its entries cannot be found.',
    noResult: 'The log holds no sealed result of this image (yet).',
    noSettings: (sha256: string) => `The settings ${sha256} that the log refers to are missing.`,
    otherSettings: (name: string) =>
      `${name} is not the document that the log names: it was changed, or is damaged.`,
  },
  show: {
    study: (id: string) => `Study ${id}`,
    entry: (sequence: number) => `entry ${sequence}`,
    waiting: 'not sealed yet',
  },
  seal: {
    noKey: 'No key is set to sign with: set TRIAGE_AUDIT_KEY_FILE or TRIAGE_AUDIT_KEY_VAULT_KEY.',
    busy: 'Another sequencer is still running: try again in a minute.',
    done: (records: number) => `Sealed ${records} records.`,
  },
  rotate: {
    noKey: 'There is no key to change: none is set.',
    newKey: (fingerprint: string) =>
      `This is the new public key; its fingerprint is ${fingerprint}. It verifies from the next entry on. Keep the previous one as well: it verifies the checkpoints before.`,
    setVault: (key: string) =>
      `Now set TRIAGE_AUDIT_KEY_VAULT_KEY to ${key}: until then nothing is sealed, and nothing is lost.`,
    nameVersion: 'Name the next version of the key: --to https://VAULT/keys/NAME/VERSION.',
    onlyVault: '--to is for a key in Key Vault; a key in a file is made by this command.',
    notSealed: 'The change is recorded but not sealed yet: run the command again in a minute.',
    kept: (file: string) =>
      `The previous key is in ${file}. Destroy it, or keep it where nobody can sign with it.`,
  },
  export: {
    done: (files: number, target: string, folder: string) =>
      `Wrote ${files} files to ${target}. To verify them: triage audit verify ${folder} --key KEY`,
    unsigned: (manifest: string) =>
      `${manifest} lists the files with their hashes, but is not signed, since the key that signed the log is not at hand: keep it apart from the folder.`,
    namesNobody:
      'The folder names no patient, but its salts tie entries to studies: give it to auditors only.',
    modelLeftOut: (why: string) => `A model is left out of the export: ${why}.`,
  },
  key: {
    none: 'No public key was given: use --key KEY, with the line that was noted when the log began.',
    taken: (file: string, fingerprint: string) =>
      `The public key was taken from ${file}. Whoever can change the log there can change that file, too: compare its fingerprint, ${fingerprint}, with the one that you were given, or use --key.`,
    unreadable: (why: string) => `The public key cannot be read: ${why}.`,
  },
  witness: {
    bad: (why: string) => `The witness: ${why}.`,
    unreadable:
      'The witness cannot be read: it is a connection string, whole and in quotes, or a blob address (https://…).',
    empty: 'The witness holds no checkpoint of this log.',
  },
  compare: {
    twoLogs: (a: string, inA: string, b: string, inB: string) =>
      `They are of two logs: ${a} in ${inA}, ${b} in ${inB}.`,
    nameLog: (one: string, entries: number, other: string, others: number) =>
      `${one} covers ${entries} entries, ${other} ${others}: to see whether one goes on from the other, name the log that either of you was given, with --exported FOLDER, --data, --connection or --account.`,
    nothingSealed: 'Nothing is sealed in the log that you named.',
    yourLog: 'the log that you named',
    longer: (file: string, entries: number, has: number) =>
      `${file} covers ${entries} entries, and the log that you named has ${has}: nothing can be said of the rest. Name the longer log.`,
    sized: (file: string, entries: number) => `${file} (${entries} entries)`,
    one: (a: string, b: string) => `One history: ${a} and ${b} are of the same log.`,
    two: (a: string, b: string) =>
      `TWO HISTORIES: ${a} and ${b} are signed by the key of one log, and no one log has both. Its operator showed different histories to different readers. The two checkpoints prove it: keep them, and the folders that they came with.`,
  },
  prove: {
    choose: 'Name an entry, or a checkpoint with --since FILE.',
    noEntry: (entry: string) =>
      `The log has no entry ${entry}. What was recorded a moment ago is sealed within seconds.`,
    wrote: (name: string, sequence: number) =>
      `Wrote ${name}.entry and ${name}.tlog-proof: the entry ${sequence}, and the proof that it is in the log.`,
    logsCheckpoint: 'The checkpoint of the log',
    rolledBack: (covers: number, has: number) =>
      `The checkpoint covers ${covers} entries, and the log has ${has}: it was cut off or rolled back.`,
    forked: 'The log does not continue from this checkpoint: there are two histories.',
    goesOn: (size: number, old: number, hashes: number) =>
      `The log of ${size} entries begins with the ${old} of the checkpoint; above, the ${hashes} hashes that prove it (RFC 6962, section 2.1.2).`,
    checked: (index: number, size: number, origin: string) =>
      `The entry is number ${index} of the ${size} that ${origin} has signed.`,
  },
  replay: {
    same: (same: number, of: number) => `${same} of ${of} images came out the same.`,
    head: (image: string, sequence: number, from: string) => `${image}  entry ${sequence}, from the ${from}`,
    from: { file: 'file', pixels: 'stored pixels' },
    noModel: 'no model analysed it then: nothing to run again',
    setting: (path: string, then: string, now: string) => `setting ${path}: ${then} then, ${now} now`,
    absent: 'absent',
    noAnswer: 'no answer',
    abstainsNow: (model: string, then: string, why: string) =>
      `${model}: OTHER: ${then} then, and now it abstains (${why})`,
    abstains: (model: string, why: string) => `${model}: the same: it abstains (${why})`,
    abstainedThen: (model: string) => `${model}: OTHER: it abstained then`,
    sameScores: (model: string, scores: string) => `${model}: the same tensor and scores (${scores})`,
    other: (model: string, tensor: string, scores: string) => `${model}: OTHER: ${tensor}; ${scores}`,
    sameTensor: 'the same tensor',
    otherTensor: 'ANOTHER TENSOR',
    somethingElse: 'the same scores, and something else differs',
    differ: (most: string) => `scores differ by up to ${most}`,
  },
  verify: {
    wholeFolder: '--since and --sample are for a site: an exported folder is verified as a whole.',
    sound: 'Sound: nothing was changed, removed, reordered or invented that this can show.',
    nothingDrawn:
      'The entries are sound. No study or file is in the part, so nothing that is stored was compared with them.',
    notSound: 'NOT SOUND. The first fault comes first:',
    more: (faults: number) => `… and ${faults} more`,
    titles: {
      log: 'Audit log',
      key: 'Key',
      entries: 'Entries',
      part: 'Part',
      waiting: 'Waiting',
      exported: 'Exported',
      checkpoints: 'Checkpoints',
      shown: 'Shown',
      stored: 'Stored',
      erased: 'Erased',
      inputs: 'Inputs',
      models: 'Models',
      files: 'Files',
      worklist: 'Worklist',
      record: 'Record',
    },
    none: 'none',
    waits: (entries: number, waiting: number) =>
      `${entries}, and ${waiting} ${waiting === 1 ? 'record that waits' : 'records that wait'} to be sealed`,
    unchecked:
      "the site's key is not here, so what waits (records to be sealed, changes to be shown) is taken at its word",
    part: (sample: number | undefined, since: number | undefined) =>
      `${sample === undefined ? 'all' : `${sample} of 100, drawn anew each time,`} of the studies and files${since === undefined ? '' : ` that began after the first ${since} entries, which are taken as they are`}`,
    drawn: (part: string, studies: number, files: number) => `${part}: ${studies} studies, ${files} files`,
    checkpoints: (own: number, kept: number) => `${own} of its own, ${kept} kept elsewhere`,
    shown: (shown: {
      outcomes: number;
      images: number;
      studies: number;
      versions: number;
      reviews: number;
    }) =>
      `${shown.outcomes} outcomes, ${shown.images} images, ${shown.studies} studies in ${shown.versions} versions, ${shown.reviews} reviews`,
    stored: (read: number, notCovered: number) =>
      `${read} identities, parts of images, pictures and refused files were compared with the log${notCovered === 0 ? '' : `; ${notCovered} are not covered by it`}`,
    erased: (erasures: number) => `${erasures} studies or files; their entries stay, and name nobody`,
    inputs: (same: number, notThere: number) =>
      `${same} files are the ones that arrived; ${notThere} are not here to be checked`,
    models: (same: number) => `${same} files are the ones that were used`,
    notHere: (names: string) => `not here: ${names}`,
    neverUsed: (names: string) => `never used, so not compared: ${names}`,
    files: (same: number) => `${same} files are the ones that were exported`,
    unsigned: (manifest: string) =>
      `${manifest} is not signed, so this shows only what was changed by accident`,
    rows: (rows: number) => `${rows} rows of the table were compared with their records`,
    rowsOfPart: 'not checked: only a part was verified',
    rowsOfFolder: "not checked: an exported folder does not have the worklist's table",
  },
};
