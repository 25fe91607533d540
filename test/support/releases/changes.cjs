// Releases of this app in which three orchestrations change as docs/orchestrations.md says, and one in which they
// change as it forbids. Version 2 asks for its first step twice: no history of version 1 fits it beyond that step.

/** Which versions each release runs, and which it starts. */
const releases = {
  now: { runs: [1], starts: 1 },
  knows: { runs: [1, 2], starts: 1 },
  starts: { runs: [1, 2], starts: 2 },
  /** Version 1 is changed in place. */
  edited: { runs: [1], starts: 1, inPlace: true },
};

const firstSteps = { triageImage: 'triageFile', reviewStudy: 'advanceReview', deliverOutput: 'sendOutput' };

/**
 * @param load a module of the app, by its path in src or dist, before anything else of the app is loaded
 * @param release one of the above
 */
exports.change = function change(load, release) {
  const { runs, starts, inPlace = false } = releases[release];
  const { step } = load('orchestrations/step');
  const { currentVersions } = load('contract/orchestrations');
  for (const [name, first] of Object.entries(firstSteps)) {
    const { [name]: versions } = load(`orchestrations/${name}`);
    const before = versions[1];
    const after = function* (context, input) {
      yield* step(context, first, input);
      return yield* before(context, input);
    };
    if (runs.includes(2)) versions[2] = after;
    if (inPlace) versions[1] = after;
    currentVersions[name] = starts;
  }
};
