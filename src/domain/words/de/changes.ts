import type { Review } from '../../study/review/review';
import type { Vocabulary } from '../vocabulary';
import { prioritiesInText as named, overrideReasons } from './states';
import { values } from './values';

type Signed = Pick<Review, 'decision' | 'studyVersion' | 'priority' | 'reason'>;

/** What was done by signing; the name goes before it. */
export function signed({ decision, studyVersion, priority, reason }: Signed): string {
  switch (decision) {
    case 'accept':
      return `Einordnung von Version ${studyVersion} zugestimmt`;
    case 'override': {
      const to = priority === undefined ? '' : ` auf ${named[priority]}`;
      const why = reason === undefined ? '' : ` (${overrideReasons[reason]})`;
      return `Einordnung von Version ${studyVersion}${to} geändert${why}`;
    }
    case 'cannot-assess':
      return `Version ${studyVersion} nicht beurteilbar`;
    case 'close':
      return `Version ${studyVersion} ungelesen geschlossen`;
  }
}

export const changes: Vocabulary['changes'] = {
  signed: (who = 'Sie', review, at) => `${who}, ${values.time(at)}: ${signed(review)}.`,
  tookBack: (who = 'Sie', at) => `${who}, ${values.time(at)}: zurückgenommen.`,
  newVersion: (version, before, added) => {
    const follows = `Version ${version} ersetzt Version ${before}.`;
    if (added === undefined) return `Die Untersuchung hat sich geändert: ${follows}`;
    if (added === 0) return `Es gibt neue Ergebnisse zu ihren Bildern: ${follows}`;
    return added === 1 ? `Ein Bild kam hinzu: ${follows}` : `${added} Bilder kamen hinzu: ${follows}`;
  },
  moved: (to, from) => `Sie ist jetzt eingeordnet als ${named[to]}; vorher als ${named[from]}.`,
  escalated: (at) => `Sie wurde am ${values.time(at)} eskaliert: Niemand hatte sie beurteilt.`,
  noSuchVersion: (version, newest) =>
    `Es gibt keine Version ${version}: Die Untersuchung steht bei Version ${newest}.`,
  raised: (who = 'Sie', to, at) =>
    `${who}, ${values.time(at)}: nach der Beurteilung auf ${named[to]} angehoben; sie ist wieder offen.`,
  raisedByYou: (to) =>
    `Ihre Beurteilung kam zu spät, um zu zählen, hebt die Untersuchung aber auf ${named[to]} an: Sie ist wieder zu beurteilen und als eskaliert markiert.`,
  nothingToDo: 'Mehr ist nicht zu tun. Ihre Entscheidung wird neben der gültigen aufbewahrt.',
  decideAgain:
    'Sehen Sie die Untersuchung an, wie sie jetzt ist, und entscheiden Sie neu. Ihre Entscheidung wird aufbewahrt, zählt aber nicht.',
};
