import { unkeptUrgency } from '../../kernel/orderUrgency';
import type { Place } from '../../kernel/priority';
import type { Vocabulary, WaitingCap } from '../vocabulary';
import { prioritiesInText as named, routes } from './states';
import { counts, values } from './values';

const { duration, percent } = values;

export const worklist: Vocabulary['worklist'] = {
  rank: (rank) => `Nr. ${rank}`,
  readAs: (place) => `eingeordnet: ${named[place]}`,
  waiting: (milliseconds) => `wartet ${duration(milliseconds)}`,
  arrived: (milliseconds) => `eingegangen vor ${duration(milliseconds)}`,
  ago: (milliseconds) => `vor ${duration(milliseconds)}`,
  dismissed: 'Von einem Administrator aus der Liste genommen',
  superseded: 'Durch eine spätere Fassung der Datei ersetzt',
  escalated: 'eskaliert',
  notAnalysed: 'Nicht analysiert:',
  partlyNotAnalysed: (notAnalysed, images) => `${notAnalysed} von ${counts.images(images)} nicht analysiert`,
  version: (version) => `Version ${version}`,
  lookedSince: (at) => `nur seit ${at} beurteilte wurden durchsucht`,
  plainPicture: 'Bild',
  picture: (number, at) => ['Bild', at, `Nr. ${number}`].filter(Boolean).join(' '),
};

const byOrder = (place: Place) => `Laut Auftrag ist sie eingeordnet als ${named[place]}`;

const everyTime = ({ times, given }: WaitingCap) =>
  `je ${duration(times * given)} Wartezeit steigt sie um eine Stufe (${times}-mal die ${duration(given)} vom Eingang bis zur Fälligkeit)`;

const after = (given: number) => `${duration(given)} nach Eingang des ersten Bildes`;

export const rank: Vocabulary['rank'] = {
  ...routes,
  changedOutside: 'Sie wurde außerhalb der Anwendung verändert und kommt deshalb zuerst.',
  reviewed: 'Sie ist beurteilt und wartet nicht mehr.',
  reopened: 'Sie war schon beurteilt; eine neuere Version hat sie wieder geöffnet.',
  closed: 'Sie wurde ungelesen geschlossen und wartet nicht mehr.',
  broughtBack:
    'Nach den Eingangsregeln wäre sie nicht zu beurteilen; wegen eines positiven Befunds, ihres Auftrags oder einer Warnung ist sie es doch.',
  raisedLate: (place) =>
    `Ein Befunder hat sie nach anderen auf ${named[place]} angehoben: Jemand muss neu entscheiden.`,
  nobodyJudged: (ordered) =>
    `${byOrder(ordered)}. Kein Modell hat eines ihrer Bilder analysiert; das sagt nichts über den Patienten.`,
  findingsHidden: (ordered) =>
    `${byOrder(ordered)}. Die Befunde der Modelle erscheinen nach Ihrem ersten Eindruck.`,
  asOrdered: (ordered) => `${byOrder(ordered)}, und kein Befund hebt sie an.`,
  raised: (place, ordered) =>
    `Sie ist eingeordnet als ${named[place]}; allein nach dem Auftrag wäre es ${named[ordered]}.`,
  raisedBy: ({ title, score, model }, place, others) => {
    const more =
      others === 0
        ? ''
        : others === 1
          ? ' Ein weiterer Befund bewirkt dasselbe.'
          : ` ${others} weitere Befunde bewirken dasselbe.`;
    return `${title} hebt sie auf ${named[place]} an: Score ${percent(score)}, Modell ${model.replace('@', ' ')}.${more}`;
  },
  neverLowered: (ordered) =>
    `${byOrder(ordered)}; ein Befund kann eine Untersuchung anheben, aber nie zurückstufen.`,
  dueNearer: ({ title, score, model }, due, otherwise) =>
    `${title}, Score ${percent(score)}, Modell ${model.replace('@', ' ')}, zieht die Fälligkeit vor: ${after(due)} statt ${duration(otherwise)}.`,
  unknownUrgency: (unknown) =>
    unknown.every((word) => word === unkeptUrgency)
      ? 'Der Auftrag nennt eine Dringlichkeit, die die Triage-Regeln nicht kennen.'
      : `Der Auftrag nennt eine Dringlichkeit, die die Triage-Regeln nicht kennen: ${unknown.filter((word) => word !== unkeptUrgency).join(', ')}.`,
  rose: (waited, place, cap) =>
    `Sie hat ${duration(waited)} gewartet und ist jetzt eingeordnet als ${named[place]}: ${everyTime(cap)}.`,
  willRise: (inTime, place, cap) =>
    `Wenn niemand sie beurteilt, gilt sie in ${duration(inTime)} als ${named[place]}: ${everyTime(cap)}.`,
  due: (left, given) => `Sie ist in ${duration(left)} fällig, ${after(given)}.`,
  overdue: (by, given) => `Sie ist seit ${duration(by)} überfällig; fällig war sie ${after(given)}.`,
  first: 'Keine andere Untersuchung kommt vor ihr.',
  before: (higher, [place, same]) => {
    const total = higher.reduce((sum, [, count]) => sum + count, same);
    const parts = higher.map(([one, count]) => `${count} als ${named[one]}`);
    if (same > 0) parts.push(`${same} ebenfalls als ${named[place]} und früher fällig`);
    return `${total === 1 ? '1 Untersuchung kommt' : `${total} Untersuchungen kommen`} vor ihr: ${parts.join(', ')}.`;
  },
};

export const why: Vocabulary['why'] = {
  keepsPlace: (place) => `Sie behält ihre Einordnung (${named[place]}).`,
  looksLike: (title) => `Es sieht aus wie: ${title}.`,
  byReviewer: (place) => `Ein Befunder hat sie als ${named[place]} eingeordnet.`,
  nothingRaises: 'Kein Befund hebt sie an; sie bleibt Routine.',
  ordered: (place) => `Im Auftrag steht: ${named[place]}.`,
  raisedBy: (title, score, stance, place) =>
    `${title} (${percent(score)}${stance === 'near' ? ', nahe der Schwelle' : ''}): damit ${named[place]}.`,
  byOtherImage: (place) => `Wegen eines anderen Bildes der Untersuchung: ${named[place]}.`,
  dueNearer: (title, score, due, otherwise) =>
    `${title} (${percent(score)}): fällig nach ${duration(due)} statt ${duration(otherwise)}.`,
};
