import { unkeptUrgency } from '../../kernel/orderUrgency';
import type { Place } from '../../kernel/priority';
import type { Vocabulary, WaitingCap } from '../vocabulary';
import { prioritiesInText as named, routes } from './states';
import { counts, values } from './values';

const { duration, percent } = values;

export const worklist: Vocabulary['worklist'] = {
  rank: (rank) => `no. ${rank}`,
  readAs: (place) => `read as ${named[place]}`,
  waiting: (milliseconds) => `waiting ${duration(milliseconds)}`,
  arrived: (milliseconds) => `arrived ${duration(milliseconds)} ago`,
  ago: (milliseconds) => `${duration(milliseconds)} ago`,
  dismissed: 'Dismissed by an administrator',
  superseded: 'Superseded by a later version of the file',
  escalated: 'escalated',
  notAnalysed: 'Not analysed:',
  partlyNotAnalysed: (notAnalysed, images) => `${notAnalysed} of ${counts.images(images)} not analysed`,
  version: (version) => `version ${version}`,
  lookedSince: (at) => `only those reviewed since ${at} were searched`,
  plainPicture: 'picture',
  picture: (number, at) => ['Picture', at, `no. ${number}`].filter(Boolean).join(' '),
};

const byOrder = (place: Place) => `By its order it is read as ${named[place]}`;

const everyTime = ({ times, given }: WaitingCap) =>
  `it moves up one place for every ${duration(times * given)} that it waits (${times} times the ${duration(given)} from arrival to due time)`;

const after = (given: number) => `${duration(given)} after its first image arrived`;

export const rank: Vocabulary['rank'] = {
  ...routes,
  changedOutside: 'It was changed outside the app, so it is read first.',
  reviewed: 'It has been reviewed and is no longer waiting.',
  reopened: 'It was reviewed before; a newer version reopened it.',
  closed: 'It was closed unread and is no longer waiting.',
  broughtBack:
    'By the intake rules it is not for review; because of a positive finding, its order or a warning it is all the same.',
  raisedLate: (place) =>
    `A reviewer raised it to ${named[place]} after others had looked: somebody has to decide again.`,
  nobodyJudged: (ordered) =>
    `${byOrder(ordered)}. No model has analysed any of its images, which says nothing about the patient.`,
  findingsHidden: (ordered) =>
    `${byOrder(ordered)}. What the models found is shown after your first impression.`,
  asOrdered: (ordered) => `${byOrder(ordered)}, and no finding raises it.`,
  raised: (place, ordered) =>
    `It is read as ${named[place]}; by its order alone it would be read as ${named[ordered]}.`,
  raisedBy: ({ title, score, model }, place, others) => {
    const more =
      others === 0
        ? ''
        : others === 1
          ? ' Another finding does the same.'
          : ` ${others} other findings do the same.`;
    return `${title} raises it to ${named[place]}: score ${percent(score)}, by ${model.replace('@', ' ')}.${more}`;
  },
  neverLowered: (ordered) => `${byOrder(ordered)}; a finding can raise a study but never lower it.`,
  dueNearer: ({ title, score, model }, due, otherwise) =>
    `${title}, score ${percent(score)} by ${model.replace('@', ' ')}, brings its due time nearer: ${after(due)} instead of ${duration(otherwise)}.`,
  unknownUrgency: (unknown) =>
    unknown.every((word) => word === unkeptUrgency)
      ? 'Its order states an urgency that the triage policy does not know.'
      : `Its order states an urgency that the triage policy does not know: ${unknown.filter((word) => word !== unkeptUrgency).join(', ')}.`,
  rose: (waited, place, cap) =>
    `It has waited ${duration(waited)} and is now read as ${named[place]}: ${everyTime(cap)}.`,
  willRise: (inTime, place, cap) =>
    `If nobody reviews it, it will be read as ${named[place]} in ${duration(inTime)}: ${everyTime(cap)}.`,
  due: (left, given) => `It is due in ${duration(left)}, ${after(given)}.`,
  overdue: (by, given) => `It is overdue by ${duration(by)}; it was due ${after(given)}.`,
  first: 'No other study is read before it.',
  before: (higher, [place, same]) => {
    const total = higher.reduce((sum, [, count]) => sum + count, same);
    const parts = higher.map(([one, count]) => `${count} read as ${named[one]}`);
    if (same > 0) parts.push(`${same} also read as ${named[place]} and due sooner`);
    return `${total === 1 ? '1 study is' : `${total} studies are`} read before it: ${parts.join(', ')}.`;
  },
};

export const why: Vocabulary['why'] = {
  keepsPlace: (place) => `It keeps its place (${named[place]}).`,
  looksLike: (title) => `It looks like this: ${title}.`,
  byReviewer: (place) => `A reviewer made it ${named[place]}.`,
  nothingRaises: 'No finding raises it; it stays routine.',
  ordered: (place) => `It was ordered as ${named[place]}.`,
  raisedBy: (title, score, stance, place) =>
    `${title} (${percent(score)}${stance === 'near' ? ', near the threshold' : ''}) makes it ${named[place]}.`,
  byOtherImage: (place) => `Another image of its study makes it ${named[place]}.`,
  dueNearer: (title, score, due, otherwise) =>
    `${title} (${percent(score)}) makes it due after ${duration(due)} instead of ${duration(otherwise)}.`,
};
