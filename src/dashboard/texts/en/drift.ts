import type { WatchedView } from '../../../domain/drift/driftView';

interface FeatureTexts {
  readonly title: string;
  /** What is counted, in one sentence. */
  readonly what: string;
  /** What to do about an alarm. */
  readonly toDo: string;
}

const features: Readonly<Record<WatchedView['feature'], FeatureTexts>> = {
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

const groups: Readonly<Record<string, string>> = {
  other: 'other',
  unstated: 'not stated',
  answered: 'answered',
  abstained: 'abstained',
  kept: 'kept its place',
  changed: 'was moved',
};

const directions = { more: 'more', less: 'less' } as const;

/** Whether models are shown, and say, what they did. */
export const drift = {
  features,
  /** A name, such as PA or Siemens, is the same in every language. */
  group: (group: string) => groups[group] ?? group,
  rate: (days: number, chance: string) =>
    `What each model version is shown and says, against its first weeks here. Where nothing changes, a feature of a version raises a false alarm in ${days} days with a chance of ${chance} at most. An alarm says that something changed, not that the model is wrong; no alarm does not prove that it is right.`,
  nothing: 'Nothing was counted yet',
  nothingWhy: 'As soon as models analyse images, each version appears here.',
  above: (bound: number) => `above ${bound}`,
  upTo: (bound: number) => `≤ ${bound}`,
  over: (bound: number) => `> ${bound}`,
  /** @param share what is asked about, such as “PA” or above 0.5 */
  alarm: (share: string, direction: 'more' | 'less', since: string) =>
    `Share ${share}: ${directions[direction]} than usual since ${since}.`,
  usual: (low: string, high: string) => `Usual: ${low} to ${high}.`,
  sinceThen: (share: string) => `Since then: ${share}.`,
  shares: (group: string, before: string, now: string) => `${group}: ${before}, now ${now}`,
  learning: (counted: number, needed: number, days: number) =>
    `Learning what is usual: ${counted} of at least ${needed}, from at least ${days} days.`,
  reference: (from: string, to: string, counted: number) => `Grey: reference ${from} to ${to} (${counted}).`,
  recent: (from: string, counted: number) => `Colour: since ${from} (${counted}).`,
  nearness: (share: string) => `${share} of the way to an alarm.`,
  end: 'End this alarm …',
  ended: 'The alarm has ended.',
  restart: {
    title: (feature: string, model: string) => `End the alarm: ${feature}, ${model}`,
    explain: 'What is usual from now on?',
    keep: 'The same as before: the cause was removed.',
    renew: 'What comes from now on: the change is meant to be.',
    action: 'End the alarm',
  },
};
