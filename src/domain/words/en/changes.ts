import type { Review } from '../../study/review/review';
import type { Vocabulary } from '../vocabulary';
import { prioritiesInText as named, overrideReasons } from './states';
import { values } from './values';

type Signed = Pick<Review, 'decision' | 'studyVersion' | 'priority' | 'reason'>;

/** What a person did by signing; the name is left out. */
export function signed({ decision, studyVersion, priority, reason }: Signed): string {
  switch (decision) {
    case 'accept':
      return `accepted the priority of version ${studyVersion}`;
    case 'override': {
      const to = priority === undefined ? '' : ` to ${named[priority]}`;
      const why = reason === undefined ? '' : ` (${overrideReasons[reason]})`;
      return `changed the priority of version ${studyVersion}${to}${why}`;
    }
    case 'cannot-assess':
      return `could not assess version ${studyVersion}`;
    case 'close':
      return `closed version ${studyVersion} unread`;
  }
}

export const changes: Vocabulary['changes'] = {
  signed: (who = 'You', review, at) => `${who} ${signed(review)} at ${values.time(at)}.`,
  tookBack: (who = 'You', at) => `${who} took that back at ${values.time(at)}.`,
  newVersion: (version, before, added) => {
    const follows = `version ${version} supersedes version ${before}.`;
    if (added === undefined) return `The study has changed: ${follows}`;
    if (added === 0) return `There are new results for its images: ${follows}`;
    return added === 1 ? `An image was added: ${follows}` : `${added} images were added: ${follows}`;
  },
  moved: (to, from) => `It is now read as ${named[to]}; before, it was read as ${named[from]}.`,
  escalated: (at) => `It was escalated at ${values.time(at)}: nobody had reviewed it.`,
  noSuchVersion: (version, newest) => `There is no version ${version}: the study is at version ${newest}.`,
  raised: (who = 'You', to, at) =>
    `${who} raised it to ${named[to]} at ${values.time(at)}, after it had been reviewed: it is open again.`,
  raisedByYou: (to) =>
    `Your review came too late to count, but it raises the study to ${named[to]}: it awaits review again, marked as escalated.`,
  nothingToDo: 'There is nothing more to do. Your decision is kept beside the one that stands.',
  decideAgain: 'Look at the study as it is now, and decide again. Your decision is kept, but does not count.',
};
