import { testSnippets } from '../support/snippets';

const orchestration = (body: string) => `
import type { OrchestrationContext } from 'durable-functions';
import { event, step } from 'src/orchestrations/step';
import { continueAsNew } from 'src/orchestrations/versions';
export function* snippet(context: OrchestrationContext) {
  ${body}
}`;

const activity = (type: string, body: string) => `
import type { Steps } from 'src/contract/steps';
export const activity: ${type} = ${body};`;

/** `Json<T>` is T where JSON keeps it as it is, and never where it does not. */
const json = (body: string) => `
import type { OrchestrationInput, OrchestrationName } from 'src/contract/orchestrations';
import type { StepInput, StepName, StepOutput } from 'src/contract/steps';
type Lost = bigint | symbol | Date | Uint8Array | ReadonlyMap<never, never> | ReadonlySet<never> | ((...a: never[]) => unknown);
type Json<T> = T extends Lost ? never : T extends object ? { [K in keyof T]: Json<T[K]> } : T;
${body}`;

const starting = (body: string) => `
import type { Starter } from 'src/contract/orchestrations';
export async function snippet(starter: Starter) {
  ${body}
}`;

testSnippets({
  'an orchestration calls activities': [
    {
      title: 'by their name, with their input, and is given their output',
      source: orchestration(`
      const triaged = yield* step(context, 'triageFile', { arrivalId: 'a' });
      if (triaged.outcome === 'export') return triaged.pages;
      return yield* step(context, 'closeExport', { arrivalId: 'a' });`),
    },
    {
      title: 'not by a wrong name',
      source: orchestration(`yield* step(context, 'triageFiles', { arrivalId: 'a' });`),
      error: /TS2345.*'"triageFiles"'/,
    },
    {
      title: 'not with a field that the input does not have',
      source: orchestration(`yield* step(context, 'triageFile', { arrivalId: 'a', page: 1 });`),
      error: /TS2353.*'page'/,
    },
    {
      title: 'not without a field that the input has',
      source: orchestration(`yield* step(context, 'unpackExport', { arrivalId: 'a' });`),
      error: /TS2345.*'page'/s,
    },
    {
      title: 'not with the input of another',
      source: orchestration(`yield* step(context, 'triageFile', { studyId: 's' });`),
      error: /TS2353.*'studyId'/,
    },
    {
      title: 'and not for a field that the output does not have',
      source: orchestration(`return (yield* step(context, 'advanceReview', { studyId: 's' })).model;`),
      error: /TS2339.*'model'/,
    },
    {
      title: 'and not for a field of another outcome',
      source: orchestration(`
      const triaged = yield* step(context, 'triageFile', { arrivalId: 'a' });
      return triaged.outcome === 'index' ? triaged.imageId : undefined;`),
      error: /TS2339.*'imageId'/,
    },
  ],
  'an activity': [
    {
      title: 'takes its input and gives its output',
      source: activity(
        `Steps['triageFile']`,
        `async ({ arrivalId }) => ({ outcome: 'analysed', imageId: arrivalId, studyId: 's', studyVersion: 1 })`,
      ),
    },
    {
      title: 'does not read a field that its input does not have',
      source: activity(`Steps['closeExport']`, 'async ({ page }) => void page'),
      error: /TS2339.*'page'/,
    },
    {
      title: 'does not leave out a field of its output',
      source: activity(
        `Steps['triageFile']`,
        `async () => ({ outcome: 'analysed', imageId: 'i', studyId: 's' })`,
      ),
      error: /TS2322.*studyVersion/s,
    },
    {
      title: 'does not give an outcome that nobody knows',
      source: activity(`Steps['triageFile']`, `async () => ({ outcome: 'refused', reason: 'r' })`),
      error: /TS2322/,
    },
    {
      title: 'is registered with all the others',
      source: activity('{ [N in keyof Steps]: Steps[N] }', '{ closeExport: async () => {} }'),
      error: /TS2740.*triageFile/,
    },
  ],
  'what becomes durable history': [
    {
      title: 'survives JSON',
      source: json(`
interface History {
  inputs: { [N in StepName]: StepInput<N> };
  outputs: { [N in StepName]: StepOutput<N> };
  starts: { [N in OrchestrationName]: OrchestrationInput<N> };
}
export const kept = (history: History): Json<History> => history;`),
    },
    {
      title: 'is no date, and no bytes',
      source: json('export const kept = (history: { at: Date }): Json<{ at: Date }> => history;'),
      error: /TS2322/,
    },
  ],
  'whoever starts an orchestration': [
    {
      title: 'names it, its input and its event',
      source: starting(`
      await starter.start('reviewStudy', 'id', { studyId: 's' });
      await starter.raise('reviewStudy', 'id', 'StudyChanged');`),
    },
    {
      title: 'names one that there is',
      source: starting(`await starter.start('reviewStudies', 'id', { studyId: 's' });`),
      error: /TS2345.*'"reviewStudies"'/,
    },
    {
      title: 'gives it its own input',
      source: starting(`await starter.start('triageImage', 'id', { studyId: 's' });`),
      error: /TS2353.*'studyId'/,
    },
    {
      title: 'names an event for which it waits',
      source: starting(`await starter.raise('reviewStudy', 'id', 'StudyChange');`),
      error: /TS2345.*'"StudyChange"'/,
    },
    {
      title: 'raises no event for one that waits for none',
      source: starting(`await starter.raise('triageImage', 'id', 'StudyChanged');`),
      error: /TS2345.*'never'/,
    },
  ],
  'an orchestration': [
    {
      title: 'waits for its own event, and goes on with its own input',
      source: orchestration(`
      yield event(context, 'reviewStudy', 'StudyChanged');
      continueAsNew(context, 'reviewStudy', { studyId: 's' });`),
    },
    {
      title: 'does not wait for an event that nobody raises',
      source: orchestration(`yield event(context, 'reviewStudy', 'Reviewed');`),
      error: /TS2345.*'"Reviewed"'/,
    },
    {
      title: 'does not go on with the input of another',
      source: orchestration(`continueAsNew(context, 'reviewStudy', { arrivalId: 'a' });`),
      error: /TS2353.*'arrivalId'/,
    },
    {
      title: 'has a generator for every version',
      source: `
import type { Versions } from 'src/orchestrations/versions';
export const versions: Versions<'triageImage'> = {};`,
      error: /TS2741.*'1'/,
    },
    {
      title: 'has generators of its own',
      source: `
import { reviewStudy } from 'src/orchestrations/reviewStudy';
import { ofVersion } from 'src/orchestrations/versions';
export const handler = ofVersion('triageImage', reviewStudy);`,
      error: /TS2345.*reviewStudy|TS2345.*studyId/s,
    },
  ],
});
