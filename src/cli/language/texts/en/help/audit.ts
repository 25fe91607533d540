/** The audit log. By folder of `commands`, then by command. */
export const auditHelp = {
  audit: {
    shared: {
      exported: 'a folder that `triage audit export` wrote',
      exportedWhere:
        'a folder that `triage audit export` wrote: needed where they cover different numbers of entries',
    },
    audit: {
      description: 'verify the audit log, and everything that is shown against it (docs/audit.md)',
      key: 'the public key that you were given (default: the one that lies beside the log, which proves less)',
    },
    verify: {
      description: 'check the log against its signatures, and everything that is shown against the log',
      checkpoint: 'checkpoints that you kept: the log must go on from each of them',
      remember:
        'a file of your own: the log must go on from the checkpoint in it, which the newest one replaces if all is sound',
      witness: 'where copies of checkpoints are kept (default: TRIAGE_AUDIT_WITNESS)',
      since:
        'of a site: a checkpoint up to which you have verified the log; check what came after it (docs/audit.md#a-part)',
      sample: 'of a site: check so many of 100 studies and files, drawn anew each time',
      record: 'print where this event is in the log; fail if it is not there',
      models: 'folder of the models (default: that of the app, or of the exported folder)',
      noInputs: 'do not read the files that arrived',
      signed: 'fail if the list of the files in an exported folder is not signed',
      json: 'what was found, as JSON on standard output',
      after: '\nExit status: 0 if all is sound, 1 if something is not, 2 for wrong usage.',
    },
    show: {
      description: 'show the history of one study, from its files to its reviews',
      study: 'the id of a study, as the worklist has it',
      json: 'one entry of the log a line, as JSON',
    },
    replay: {
      description: 'run images again from what was recorded, and report whether the results are the same',
      image: 'ids of images',
      all: 'every image that is there',
      after: '\nExit status: 0 if every model gave the same results, 1 if not, 2 for wrong usage.',
    },
    export: {
      description: 'write the whole log, and what it speaks of, into a folder that can be verified anywhere',
      folder: 'a folder that is empty or does not exist',
      inputs: 'also the files that arrived, identities, pixels and pictures: they identify patients',
      models: 'folder of the models (default: that of the app)',
    },
    prove: {
      description: 'prove that one entry is in the log, or that the log goes on from an older checkpoint',
      entry: 'the number of an entry, or the id of its event',
      out: 'write <name>.entry and <name>.tlog-proof instead of printing the proof',
      since: 'a file with an older checkpoint, from which the log must go on',
    },
    check: {
      description: 'check a proof that somebody handed over: it needs nothing but the public key',
      entry: 'the file with the entry (<name>.entry)',
      proof: 'the file with the proof (<name>.tlog-proof)',
      key: 'the public key that you were given; again for each one that came after it',
    },
    compare: {
      description: 'say whether two checkpoints, as two readers were shown them, are of one history',
      one: 'a file with a checkpoint',
      other: 'a file with another one',
      key: 'the public key that you were given; again for each one that came after it',
      after: '\nExit status: 0 if they are, 1 if not or if it cannot be said, 2 for wrong usage.',
    },
    seal: {
      description:
        'seal the records that wait, and sign for them; the app does it some seconds after each by itself',
    },
    rotate: {
      description: 'sign with another key from now on; the change is an entry that both keys sign',
      reason: 'why, for the log',
      to: 'the next version of the key in Key Vault (https://VAULT/keys/NAME/VERSION)',
    },
  },
};
