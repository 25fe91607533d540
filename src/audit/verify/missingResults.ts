import type { Fault } from './fault';
import type { KnownTerminal, VersionEntry } from './log/logIndex';
import { type Context, isOld } from './publishedState';

/**
 * Entries about something that is missing: not shown, not erased, and not so new that it may still appear.
 */
export function missingResults(context: Context): Fault[] {
  return [
    ...missingOutcomes(context),
    ...missingStudies(context),
    ...missingShadows(context),
    ...missingRecords(context),
  ];
}

function* missingOutcomes(context: Context): Generator<Fault> {
  const { index, subjects, published } = context;
  for (const [arrival, terminal] of index.terminals.entries()) {
    const { place, at } = terminal;
    if (isErased(context, arrival)) continue;
    const isShown = published.outcomes.has(arrival);
    if (!isShown && !subjects.arrivals.has(arrival))
      yield { code: 'unknown-subject', where: place, detail: 'a file' };
    else if (!isOld(context, at)) continue;
    else if (isShown) yield* missingFindings(context, arrival, terminal);
    else yield { code: 'entry-without-result', where: place, detail: 'the outcome of a file' };
  }
}

/** The image of a result, and what each model named in it said about it. */
function missingFindings(
  { index, published }: Context,
  arrival: string,
  { place, image, models }: KnownTerminal,
): Fault[] {
  if (image === undefined || models.length === 0) return [];
  const found = published.images.get(image);
  // A study that is missing is a fault of its own.
  if (found === undefined && !published.studies.has(index.accepted.get(arrival)?.study ?? '')) return [];
  if (found === undefined) return [{ code: 'entry-without-result', where: place, detail: 'an image' }];
  return models
    .filter((model) => !found.has(model))
    .map((model) => ({ code: 'entry-without-result', where: place, detail: `what ${nameOf(model)} found` }));
}

function* missingStudies(context: Context): Generator<Fault> {
  const { index, subjects, published } = context;
  for (const [study, versions] of index.versions) {
    const [first] = versions.values();
    if (first === undefined || index.erased.has(study)) continue;
    if (published.studies.has(study)) yield* missingVersions(context, versions);
    else if (!subjects.studies.has(study))
      yield { code: 'unknown-subject', where: first.place, detail: 'a study' };
    else if (isOld(context, first.at))
      yield { code: 'entry-without-result', where: first.place, detail: 'a study' };
  }
}

function* missingVersions(context: Context, versions: ReadonlyMap<number, VersionEntry>): Generator<Fault> {
  for (const [version, entry] of versions)
    if (!context.published.versions.has(entry) && isOld(context, entry.at))
      yield { code: 'entry-without-result', where: entry.place, detail: `version ${version} of a study` };
}

function* missingShadows(context: Context): Generator<Fault> {
  const { index, published } = context;
  for (const [image, { study, at, place, models }] of index.shadows) {
    if (index.erased.has(study) || !isOld(context, at)) continue;
    const found = published.images.get(image);
    for (const model of models)
      if (!found?.has(model))
        yield { code: 'entry-without-result', where: place, detail: `what ${nameOf(model)} said in shadow` };
  }
}

/** The results of images that came more than once: they name pictures, which the log does not. */
function* missingRecords(context: Context): Generator<Fault> {
  const { index, published } = context;
  for (const [image, { isRepeated, study, at, place }] of index.images)
    if (isRepeated && !published.records.has(image) && !index.erased.has(study) && isOld(context, at))
      yield { code: 'entry-without-result', where: place, detail: 'the result of an image that came again' };
}

function isErased({ index }: Context, arrival: string): boolean {
  const study = index.accepted.get(arrival)?.study;
  return index.erased.has(arrival) || (study !== undefined && index.erased.has(study));
}

function nameOf(model: string): string {
  return model.slice(0, model.indexOf('#'));
}
