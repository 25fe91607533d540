import type { WatchedView } from '../../../domain/drift/driftView';
import { groupAsked } from '../../../domain/drift/features';
import { words } from '../../../domain/words/words';

type Feature = WatchedView['feature'];
type Alarm = NonNullable<WatchedView['alarm']>;

interface FeatureWords {
  readonly title: string;
  /** What is counted, in one sentence. */
  readonly what: string;
  /** What to do about an alarm. */
  readonly toDo: string;
}

export const featureWords: Readonly<Record<Feature, FeatureWords>> = {
  score: {
    title: 'Scores',
    what: 'Calibrated scores of this label.',
    toDo: 'See whether the pictures changed too (brightness, size, view, maker). If they did not, the patients did: measure the model on labelled pictures of this site.',
  },
  brightness: {
    title: 'Brightness',
    what: 'Mean brightness of what the model was shown, 0 black, 1 white.',
    toDo: 'Look at new pictures: inverted, without a window, or with new processing at the device? Ask who looks after the devices.',
  },
  size: {
    title: 'Size',
    what: 'Longer side of the image, in pixels.',
    toDo: 'A new device, another export, or pictures made smaller on the way: ask the PACS administrator.',
  },
  view: {
    title: 'Views',
    what: 'View of the image, as the file states it.',
    toDo: 'Another room or ward sends files now, or a device states the view otherwise. The model was measured on certain views: see its card.',
  },
  manufacturer: {
    title: 'Makers of devices',
    what: 'Maker of the device, as the file states it.',
    toDo: 'A new device sends files. Measure the model on labelled pictures from it before you rely on its findings.',
  },
  abstention: {
    title: 'Abstentions',
    what: 'Images that the model was asked about and gave no finding for.',
    toDo: 'The reasons stand with the studies: the gate refuses pictures that are not what the model is meant for. See which source sends them.',
  },
  agreement: {
    title: 'Agreement of readers',
    what: 'Reviews that left the study at the place that it was given.',
    toDo: 'Read the reasons of the overrides on the page Feedback. If the model is wrong more often, roll it back.',
  },
};

const groupWords: Readonly<Record<string, string>> = {
  other: 'other',
  unstated: 'not stated',
  answered: 'answered',
  abstained: 'abstained',
  kept: 'kept its place',
  changed: 'was moved',
};

export function groupTitle(group: string): string {
  return groupWords[group] ?? group;
}

const percent = (share: number) => words.values.percent(share);

/** Which share left what is usual, in one sentence. */
export function alarmSentence(watched: WatchedView, alarm: Alarm): string {
  const { bounds, groups, feature } = watched;
  const group = groups?.[groupAsked(feature, alarm.at)];
  const share = bounds === undefined ? `“${groupTitle(group ?? '')}”` : `above ${bounds[alarm.at]}`;
  const [low, high] = alarm.usual;
  const now = alarm.recent === undefined ? '' : ` Since then: ${percent(alarm.recent)}.`;
  return `Share ${share}: ${alarm.direction} than usual since ${alarm.since}. Usual: ${percent(low)} to ${percent(high)}.${now}`;
}
