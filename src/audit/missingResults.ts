import type { Fault } from './fault';
import type { KnownTerminal } from './logIndex';
import { type Context, isOld } from './shown';

/** Entries about something that is not there: neither shown, nor erased, nor so new that it may still come. */
export function missingResults(context: Context): Fault[] {
  return [
    ...withoutOutcome(context),
    ...missingOutcomes(context),
    ...missingStudies(context),
    ...missingShadows(context),
  ];
}

function withoutOutcome(context: Context): Fault[] {
  const { index } = context;
  const open = [...index.accepted].filter(
    ([arrival, { at }]) => !index.terminals.has(arrival) && !isErased(context, arrival) && isOld(context, at),
  );
  return open.map(([, { place }]) => ({ code: 'no-outcome', where: place }));
}

function missingOutcomes(context: Context): Fault[] {
  const { index, subjects, shown } = context;
  return [...index.terminals.entries()].flatMap(([arrival, terminal]): Fault[] => {
    const { place, at } = terminal;
    if (isErased(context, arrival)) return [];
    if (!shown.outcomes.has(arrival) && !subjects.arrivals.has(arrival))
      return [{ code: 'unknown-subject', where: place, detail: 'a file' }];
    if (!isOld(context, at)) return [];
    if (!shown.outcomes.has(arrival))
      return [{ code: 'entry-without-result', where: place, detail: 'the outcome of a file' }];
    return missingFindings(context, terminal);
  });
}

/** The image of a result, and what each model that it names said of it. */
function missingFindings({ shown }: Context, { place, image, models }: KnownTerminal): Fault[] {
  if (image === undefined) return [];
  const found = shown.images.get(image);
  if (found === undefined) return [{ code: 'entry-without-result', where: place, detail: 'an image' }];
  return models
    .filter((model) => !found.has(model))
    .map((model) => ({ code: 'entry-without-result', where: place, detail: `what ${nameOf(model)} found` }));
}

function missingStudies(context: Context): Fault[] {
  const { index, subjects, shown } = context;
  return [...index.versions].flatMap(([study, versions]): Fault[] => {
    const [first] = versions.values();
    if (first === undefined || index.erased.has(study)) return [];
    if (!shown.studies.has(study) && !subjects.studies.has(study))
      return [{ code: 'unknown-subject', where: first.place, detail: 'a study' }];
    if (!shown.studies.has(study))
      return isOld(context, first.at)
        ? [{ code: 'entry-without-result', where: first.place, detail: 'a study' }]
        : [];
    const kept = shown.versions.get(study);
    return [...versions]
      .filter(([version, { at }]) => !kept?.has(version) && isOld(context, at))
      .map(([version, { place }]) => {
        const detail = `version ${version} of a study`;
        return { code: 'entry-without-result', where: place, detail };
      });
  });
}

function missingShadows(context: Context): Fault[] {
  const { index, shown } = context;
  return [...index.shadows].flatMap(([image, { study, at, place, models }]): Fault[] => {
    if (index.erased.has(study) || !isOld(context, at)) return [];
    const found = shown.images.get(image);
    return [...models]
      .filter((model) => !found?.has(model))
      .map((model) => ({
        code: 'entry-without-result',
        where: place,
        detail: `what ${nameOf(model)} said in shadow`,
      }));
  });
}

function isErased({ index }: Context, arrival: string): boolean {
  const study = index.accepted.get(arrival)?.study;
  return index.erased.has(arrival) || (study !== undefined && index.erased.has(study));
}

function nameOf(model: string): string {
  return model.slice(0, model.indexOf('#'));
}
