/** Image files at hand, and the reading room. By folder of `commands`, then by command. */
export const imagesHelp = {
  images: {
    shared: {
      image: 'an image: a DICOM file or a picture',
    },
    decode: {
      description: "decode an image file: what its pixels are, and with --raw the pixels' stored values",
      frame: 'one frame only, the first is 1 (default: all)',
      raw: 'write the values here: little endian, allocated width, samples interleaved',
      json: 'describe the image as one JSON object',
    },
    render: {
      description: 'write the display picture of an image file: full size, 8 bit grey, first window',
      png: 'the PNG file to write',
      frame: 'which frame, the first is 1 (default: 1)',
    },
    deidentify: {
      description: 'write de-identified copies of DICOM files (PS3.15, Basic Profile)',
      fileFolder: 'DICOM files; folders with everything below them',
      out: 'folder for the new files, which are named by a hash of their content',
      shiftDates: "shift each patient's dates by its own number of days, instead of removing them",
      keepCharacteristics: 'keep age (90 for all over 89), sex, size and weight',
      after:
        '\nUIDs are replaced under the key of the site: the same key gives the same UIDs. Writing in the picture itself is not\nremoved; files that are likely to have some come with a warning. The files that are read stay as they are.',
    },
  },
  classify: {
    classify: {
      description: 'show what the models say of image files; nothing is stored, and no storage is needed',
      fileFolder: 'DICOM or picture files; folders with everything below them',
      model:
        'this model alone, also one that is not in use; id@version for one version (default: all that fit)',
      k: 'how many labels to show, the highest scores first',
      models: "the folder of the models (default: TRIAGE_MODELS, or the app's own)",
      json: 'one line of JSON per file on standard output, and nothing else',
      after:
        '\nExit status: 0 if every file was read (analysed or not analysed), 1 if one could not be, 2 for wrong usage.',
    },
  },
  explain: {
    explain: {
      description:
        'say why a file would become what it becomes: what is read, noted, refused and shown to models',
      file: 'a DICOM file, a picture, or a ZIP export, of which each image is explained',
      out: 'write here, as PNG, what each model was shown of the picture',
      models: "the folder of the models (default: TRIAGE_MODELS, or the app's own)",
      json: 'one line of JSON for each image on standard output, and nothing else',
      after:
        '\nNothing is stored, and nobody is named: a PNG shows what the file shows, with any writing in the picture.\nThe policy is that of TRIAGE_POLICY, or the one that comes with the app.\n\nExit status: 0 if every image was read, 1 if one would be quarantined, 2 for wrong usage.',
    },
  },
  simulate: {
    simulate: {
      description: 'simulate a reading room: how long studies wait, as they came and by the triage policy',
      room: 'a JSON file that describes the room (default: an example)',
      out: 'folder for simulation.json and simulation.html',
      json: 'the results as JSON',
      policy: "a triage policy (default: the site's, else the built-in one)",
      evaluation: 'scores from an evaluation.json in place of those of the room',
      question: 'which question of the evaluation',
      finding: 'with a site: the label whose score counts',
      lastDays: 'with a site: from this many days up to now',
      readers: 'how many read at once, in place of the room',
      readingMinutes: 'how long a study takes to read, in place of the room',
      prevalence: 'share of diseased studies, 0 to 1, in place of the room',
      repetitions: 'independent repetitions, 2 to 1000',
      days: 'days of each repetition',
      seed: 'the same seed gives the same numbers',
      after:
        '\nWith --data, --connection or --account, arrivals, orders and scores are those of the site; say --readers and\n--reading-minutes, or name a room. Nothing of the site is changed. docs/simulation.md explains the rest.',
    },
  },
};
