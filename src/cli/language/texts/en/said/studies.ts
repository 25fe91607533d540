/** `triage erase`, `export`, `identity` and `outputs`. */
export const studies = {
  logged: 'Access logged.',
  erase: {
    nothing: 'There is nothing to erase: name a study by its id, or use --patient or --refused.',
    addYes: (studies: number, refused: number) =>
      `These would be erased, and could not be brought back (studies: ${studies}, refused files: ${refused}). Add --yes to do it.`,
    noRefused: (id: string) => `There is no refused file ${id}, or it was erased before.`,
    refused: 'a refused file',
    noStudy: (id: string) => `There is no study ${id}, or it was erased before.`,
    study: (images: number, files: number) => `${images} images, ${files} files`,
    insideExports: (files: number) =>
      `${files} files of it came inside exports, which are still in the incoming container and hold others as well: remove those there.`,
    patientId: 'Write the Patient ID to standard input: a command line is kept in many places.',
  },
  export: {
    form: 'Name at least one form: --sr, --sc, --hl7 or --fhir.',
    noHeatMap: 'No finding of this study has a heat map: there is no secondary capture.',
    namesPatient: 'These files name the patient. Access logged.',
    nothing: {
      'no-such-study': 'There is no study with this id, or it was erased.',
      'no-dicom':
        'The study came as plain pictures, or without the UIDs of its instances, so that no report can belong to it in a PACS. Send it as DICOM.',
      'no-pictures': 'The study holds no pictures that are read, so there is no result to report.',
      'patients-differ':
        'The images of the study contradict each other about whom they show. Nothing is sent about any of them: correct them at the source, and send them again.',
      'changed-outside':
        'Something that the study holds was changed outside the app. Look at its page, and restore it first.',
    },
  },
  outputs: {
    choose: 'Name a study or a receiver, or use --all.',
    count: (outputs: number) => `Outputs: ${outputs}.`,
    resent: (outputs: number) => `Outputs that are sent again within five minutes: ${outputs}.`,
    addYes: (outputs: number) =>
      `Nothing was changed (outputs to send again: ${outputs}). Add --yes to do it.`,
    version: (version: number) => `v${version}`,
    reviewed: (version: number) => `v${version} reviewed`,
    tries: (tries: number) => `tries: ${tries}`,
  },
};
