/** `triage models …` */
export const models = {
  check: {
    noModel: (folder: string) =>
      `${folder} contains no model: expected manifest.json, or folders <id>/<version>/.`,
    admitted: (models: number) => `${models === 1 ? '1 model' : `${models} models`}: admitted.`,
    refused: (models: number, refused: number) =>
      `${models === 1 ? '1 model' : `${models} models`}: ${refused} refused.`,
  },
  card: {
    written: (files: string) => `Written: ${files}`,
    upToDate: (file: string) => `${file} is up to date.`,
    missing: (file: string) => `${file} is not there; write it with "triage models card".`,
    outOfDate: (file: string) => `${file} is out of date; write it with "triage models card".`,
  },
  list: {
    none: 'The site has no models.',
    columns: ['Model', 'Version', 'Kind', 'Standing', 'Since', 'SHA-256', 'AUC', 'Lies in'],
    shippedSo: 'shipped so',
    folder: 'models folder',
    container: 'container',
    absent: 'absent',
    neverChanged: 'Nothing was changed at this site: its models are as they were shipped.',
    step: (
      model: string,
      change: string,
      from: string,
      to: string,
      replaces: string | undefined,
      by: string,
    ) =>
      `${model} ${change} (${from} → ${to}${replaces === undefined ? '' : `, in place of ${replaces}`}) by ${by}`,
  },
  site: {
    noContainer:
      'The account has no container for models: the app makes it when it starts. Is it the right account?',
    needsKey:
      "a change of models is an audit record, and the app takes only those that are written with the site's key",
    nothingChanged: (why: string) => `Nothing was changed: ${why}.`,
  },
  target: {
    unusable: (model: string, why: string) => `${model} cannot be used: ${why}.`,
    none: (id: string, known: string) => `There is no model ${id}. ${known}`,
    noneInShadow: (id: string, there: string) =>
      `No version of ${id} is in shadow, so name the one you mean: ${there}.`,
    noVersion: (model: string, there: string) => `There is no ${model}; there are: ${there}.`,
    noName: (name: string) =>
      `"${name}" is not the name of a model: expected ID or ID@VERSION, such as lung-field@1.0.0.`,
    whichVersion: (id: string) => `Which version of ${id}? Expected ID@VERSION, such as ${id}@1.0.0.`,
    noModels: 'There are no models at all.',
    known: (ids: string) => `There are: ${ids}.`,
    fails: (model: string, why: string) => `Nothing was changed: ${model} does not pass the check. ${why}.`,
    cannotRun: (model: string, why: string) => `Nothing was changed: ${model} cannot run. ${why}.`,
  },
  change: {
    is: (model: string, what: string) => `${model} is ${what}.`,
    effects: {
      promoted: 'promoted: its findings are shown, and the worklist is ordered by them',
      shadow: 'in shadow: it runs and is recorded, but nothing of it is shown',
      off: 'off: it is not run',
    },
    isOff: (model: string) => `${model} is off.`,
    whenSeen:
      'A running app sees this within a minute (TRIAGE_MODELS_REFRESH_SECONDS). What was recorded before stays as it is.',
    worksWith: (model: string, standing: string, helper: string) =>
      `${model} (${standing}) now works with ${helper}: its thresholds were chosen with the one before unless its model card says otherwise.`,
    noneOf: (id: string) =>
      `No version of ${id} is promoted now; images that no other model analyses are listed as not analysed.`,
    already: {
      promoted: (model: string) => `${model} is promoted already.`,
      shadow: (model: string) => `${model} is in shadow already.`,
      off: (model: string) => `${model} is off already.`,
    },
    unchanged: 'Nothing was changed.',
    neverMeasured: (model: string) =>
      `Nothing was changed: ${model} was never measured: there is no evaluation in its manifest or its folder. Measure it with "triage models evaluate", keep the result with "triage models card --evaluation", and add that folder; or take it as it is with --without-evaluation.`,
    goesBack: (id: string) =>
      `A model goes back to the version before: triage models rollback ${id}. For another one: promote.`,
  },
  add: {
    done: (model: string) =>
      `${model} is in the site's container, in shadow: it runs and is recorded, but nothing of it is shown.`,
    toPromote: (model: string) => `To promote it: triage models promote ${model} --because "…"`,
    fails: (why: string) =>
      `Nothing was added: the model does not pass the check. ${why}. (triage models check shows every check.)`,
    unused: (model: string, why: string) =>
      `Nothing was added: the site has a ${model}, which it does not use (${why}). A version never changes: publish the model under a new one.`,
    places: { folder: "the app's own models folder", container: "the site's container" },
    lies: (model: string, place: string, standing: string) =>
      `Nothing was added: ${model} lies in ${place} already (${standing}).`,
    another: (model: string, place: string) =>
      `Nothing was added: ${place} holds another ${model}. A version never changes: publish yours under a new one.`,
    meanwhile: (model: string) => `Somebody else added ${model} just now: look at triage models list.`,
  },
  draft: {
    exists: (folder: string) =>
      `${folder} is there already: remove it, or choose another --out or --model-version.`,
    written: (folder: string) => `Written to ${folder}: manifest.json, model.onnx, golden/cases.json`,
    readOff: 'Read off the network:',
    yours: (file: string) => `Only you can say (TODO in ${file}):`,
    times: (count: number) => ` (${count} times)`,
    next: (folder: string) => `Then: triage models check ${folder}`,
  },
};
