/** Models. By folder of `commands`, then by command. */
export const modelsHelp = {
  models: {
    shared: {
      oneVersion: 'the folder of one version of a model',
      versions: 'the folder of one version of a model, or of <id>/<version>/ folders',
    },
    models: {
      description: "manage the site's models",
      models: "the app's own models folder (default: TRIAGE_MODELS, else the one that ships)",
      because: 'the reason, in a sentence; it stays in the audit log for good, so name no patient',
    },
    draft: {
      description: 'write the manifest of your own network, with what only you can say left open',
      onnx: 'an .onnx file that classifies pictures',
      id: 'the name of the model: lower-case words joined by hyphens',
      labels:
        'its labels in the order of its scores, with commas between; or @FILE: one a line, after a tab what it means',
      preset: 'how its pictures were prepared',
      fit: 'how a picture of another aspect is fitted, if not as the preset has it',
      activation: 'what makes probabilities of its logits',
      layout: 'where its channels are',
      size: 'its input size in samples, if the network leaves it open',
      output: 'the output with the scores, if several outputs are possible',
      scoredOnly: 'no label gets a threshold: none is ever positive',
      modelVersion: 'the version of the model',
      out: 'the folder in which <id>/<version>/ is made',
    },
    check: {
      description: 'check a model, or all models in a folder, against everything that the service requires',
      json: 'one JSON object with every check',
      after: '\nExit status: 0 if every model is admitted, 1 if one is refused, 2 for wrong usage.',
    },
    card: {
      description: 'write MODEL_CARD.md from the manifest and the evaluations that are kept with a model',
      evaluation: 'an evaluation.json to keep in evaluation/ as well; repeatable',
      check: 'write nothing; exit status 1 where the card is not the one that would be written',
      after: '\nAn evaluation is kept under the title of its list, and replaces one of the same title.',
    },
    report: {
      description:
        'write one page on a classifier for whoever has to judge it: use, data, performance, effective triage, limits',
      out: 'the page, such as report.html',
      room: 'the reading room that is simulated (default: an example)',
      policy: 'a triage policy (default: the built-in one)',
    },
    list: {
      description:
        'show the versions that a site (without one: the models folder) has, and what each of them may do',
      id: 'one model only',
      history: 'who changed what, when and why, the last change first',
      json: 'one JSON object',
    },
    add: {
      description: "check a model, and put it into the site's container; it starts in shadow",
    },
    promote: {
      description:
        'let a version of a model speak: its findings are shown, and the worklist is ordered by them',
      id: 'the model; without a version the newest one in shadow',
      withoutEvaluation: 'promote it although its manifest holds no measurement',
    },
    rollback: {
      description:
        'give a model back to the version that was promoted before; the one that speaks now is taken out',
      id: 'the model',
    },
    shadow: {
      description:
        'let a version of a model run beside the one that speaks: recorded, not shown, not ranked on',
      idVersion: 'the version',
    },
    retire: {
      description: 'take a version of a model out: it is not run any more',
      idVersion: 'the version',
    },
  },
  evaluate: {
    evaluate: {
      description:
        'run a classifier over a labelled list, as the service would, and write what it is worth there',
      model: 'its id, or id@version for another than the newest',
      list: 'a CSV file with a header: the column "file" or "path", and what is true',
      out: 'folder for evaluation.json and evaluation.html',
      images: "folder of the pictures (default: the list's own)",
      ask: 'what is true: "LABEL: COLUMN = VALUE | … vs VALUE | …"; repeatable',
      questions: 'a JSON file with the questions, a title and what the list is',
      by: 'sub-groups by these columns, such as view,sex,age',
      compare: 'a second model on the same files, such as a lighter one',
      title: 'what the list is called in the results (default: its name)',
      fileColumn: 'the column that names the file',
      patientColumn: 'the column that tells patients apart (default: patient, where it is)',
      models: 'folder of the models',
      jobs: 'files at once',
      scores: 'write scores.csv too: one line a file, with its name',
      overwrite: 'replace what an evaluation has left in the folder',
      after:
        '\nWithout --ask and --questions, columns that are called like a label and hold 1, 0 or nothing are the truth.\nA file that is refused or not analysed is counted as such, never as negative.',
      role: (names: string) => `what it is to the model: ${names}`,
    },
  },
};
