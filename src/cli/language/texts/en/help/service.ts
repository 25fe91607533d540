/** The service and its files. By folder of `commands`, then by command. */
export const serviceHelp = {
  site: {
    demo: {
      description: 'process synthetic X-rays through the whole app, then serve the worklist page',
      exit: 'end after the results instead of serving the page',
    },
    local: {
      description: 'run the app on this machine until Ctrl-C; what it knows is still there the next time',
      storage: 'a storage account or an Azurite that runs already, in place of its own',
    },
    upload: {
      description:
        'put image files into the container of a storage account; can be repeated until all are there',
      folder: 'folders with everything below them, or files',
      container: 'where the files go',
      source: 'where they came from (default: the first folder below the named one)',
      connection: "the account's connection string (default: AzureWebJobsStorage)",
      account: 'an account that your identity may write to (az login, or a managed identity)',
      after:
        '\nA blob is named by the hash of its content (SHA-256), never by the name of the file, which may name a patient.\nIts folder is the source that the accounts count by.\nWith --data the files go to a data folder: a running "triage local" takes them at once.\nA file that is already there is not sent again.',
    },
    worklist: {
      description: 'manage the index of the worklist',
    },
    rebuild: {
      description: 'rebuild the worklist from the records of studies and refused files',
    },
  },
  files: {
    find: {
      description: 'say which files were received, and what became of each; the audit log says who asked',
      what: 'part of a file name; a file on this machine, which is found by its content; or the id of an arrival or a study',
      source: 'files of this source: the first folder of their names',
      state: 'received, analysed, not-analysed, quarantined, unpacked, index, superseded',
      reason: 'files that were refused or not analysed for this reason',
      since: 'a day, a time with its zone, or 1h, 24h, 7d ago',
      until: 'the same; whole hours count',
      limit: 'so many files at most, the latest first',
      csv: 'for a spreadsheet',
      json: 'one JSON line for each file',
      after: '\nNames of files can be those of patients.',
    },
    dismiss: {
      description: 'take refused files off the list, where nothing is left to do; they stay in quarantine',
      arrival: 'ids of arrivals, as the worklist has them',
      because: 'why, for the audit log; name nobody in it',
      reason: 'all files that stand refused for this reason',
      yes: 'do it; without this, only say what would be done',
    },
    status: {
      description: 'say how the site stands: files, refusals, studies, silent sources, audit log, storage',
      json: 'the same as JSON',
      after: '\nExit status: 0, or 1 if something needs a person.',
    },
  },
  account: {
    account: {
      description: 'say what became of the files that were received, by day or hour and source',
      since: 'count from this day, or time with its zone, on (default: seven days ago)',
      csv: 'for a spreadsheet: a line for each hour and source',
      json: 'the same as JSON',
      check: 'count anew from the records, and name each file of which the accounts say otherwise',
      mend: 'the same, and correct the accounts',
      after:
        '\nA source is the first folder of a name in the incoming container; it can name a patient.\nExit status: 0, or 1 if --check finds a difference.',
    },
  },
  gateway: {
    gateway: {
      description: 'take images by DICOM (C-STORE) and send them to the storage account, until Ctrl-C',
      config: 'the configuration, as docs/gateway.md describes it',
      check: 'only check the configuration and whether the storage answers',
    },
  },
  run: {
    run: {
      description: 'process image files through the whole app, and print the outcome of each',
      fileFolder: 'DICOM or picture files, ZIP exports; folders with everything below them',
      after:
        '\nExit status: 0 if every file is accounted for (analysed, not analysed, or quarantined), 2 for wrong usage, 1 otherwise.',
    },
  },
  outputs: {
    outputs: {
      description: 'what is sent to other systems, and what became of it',
    },
    list: {
      description: 'list what was refused, held back or given up, or everything of a study',
      study: 'everything of this study, whatever became of it',
      receiver: 'only to this receiver',
      waiting: 'what is still to be sent, instead',
    },
    resend: {
      description:
        'have outputs sent again that were refused, held back or given up; the audit log says who did',
      study: 'those of this study',
      receiver: 'those to this receiver',
      all: 'all of them',
      yes: 'do it; without this, only say what would be done',
    },
  },
  study: {
    identity: {
      description: 'say whom a study shows; that you looked, and why, goes into the audit log first',
      study: 'the id of a study',
      purpose: 'why you look, for the audit log; name nobody in it',
    },
    export: {
      description: 'write the result of a study in the forms that a PACS, RIS or EHR takes',
      study: 'the id of a study',
      out: 'where to write the files; they name the patient',
      purpose: 'why, for the audit log; name nobody in it',
      sr: 'a DICOM structured report (TID 1500)',
      sc: 'a secondary capture for each finding with a heat map: the picture with the map over it',
      hl: 'an HL7 v2.5.1 result (ORU^R01) and priority update (ORM^O01)',
      fhir: 'a transaction of FHIR R4',
      organisation: 'the hospital or department that the report is from',
    },
    erase: {
      description: 'remove all that is known of studies for good: whom they show, pictures, results, files',
      study: 'ids of studies',
      reason: 'why, for the audit log; name nobody in it',
      refused: 'files in quarantine, by the ids that the worklist has for them',
      patient: 'all studies of the patient whose Patient ID stands on standard input',
      yes: 'do it; without this, only say what would be removed',
    },
    retry: {
      description:
        'have files tried again that were refused, or that have no outcome; the audit log says who did',
      arrival: 'ids of arrivals, as the worklist has them',
      reason: 'all files that stand refused for this reason',
      all: 'all files that stand refused',
      yes: 'do it; without this, only say what would be done',
    },
  },
};
