import { imageFormatNames } from '../../kernel/imageFormats';
import type { Vocabulary } from '../vocabulary';

export const priorities: Vocabulary['priorities'] = {
  stat: 'Stat',
  urgent: 'Urgent',
  routine: 'Routine',
  unclassified: 'Unclassified',
};

export const prioritiesInText: Vocabulary['prioritiesInText'] = {
  stat: 'stat',
  urgent: 'urgent',
  routine: 'routine',
  unclassified: 'unclassified',
};

export const placeMeanings: Vocabulary['placeMeanings'] = {
  stat: 'look at it now',
  urgent: 'before the routine studies',
  routine: 'in its turn',
};

export const reviewStates: Vocabulary['reviewStates'] = {
  awaiting: 'awaits review',
  reviewed: 'reviewed',
  reopened: 'reopened, awaits review',
  closed: 'closed unread',
};

export const tabs: Vocabulary['tabs'] = {
  awaiting: 'Awaiting review',
  reviewed: 'Reviewed',
  'not-analysed': 'Not analysed',
  quarantined: 'Quarantined',
  processing: 'Processing',
  kept: 'Not for review',
};

export const routes: Vocabulary['routes'] = {
  prior: 'Not for review: by the intake rules it is an earlier study, to compare with.',
  kept: 'Not for review: by the intake rules its objects are only kept.',
};

export const outcomes: Vocabulary['outcomes'] = {
  analysed: 'analysed',
  'not-analysed': 'not analysed',
  quarantined: 'quarantined',
  unpacked: 'unpacked',
  index: 'index',
};

/** Near the threshold, on either side, a score says neither yes nor no. Below it is not called negative. */
export const stances: Vocabulary['stances'] = {
  above: 'above the threshold',
  near: 'indeterminate: near the threshold',
  under: 'below the threshold',
  none: 'scored only, no threshold',
};

export const overrideReasons: Vocabulary['overrideReasons'] = {
  missed: 'The model missed a finding',
  'false-alarm': 'False alarm: the finding is not there',
  'wrong-laterality': 'Wrong side',
  'image-quality': 'Image quality misled the model',
  'out-of-scope': 'Not what the model is made for',
  other: 'Other (say what)',
};

export const meaning: Vocabulary['meaning'] = (_, recorded) => recorded;

export const decisions: Vocabulary['decisions'] = {
  accept: () => 'Accepted',
  override: (to, reason) =>
    `Overridden to ${to === undefined ? '?' : prioritiesInText[to]}${reason === undefined ? '' : `: ${overrideReasons[reason]}`}`,
  'cannot-assess': () => 'Cannot assess',
  close: () => 'Closed unread',
};

export const notClosed: Vocabulary['notClosed'] = {
  'no-such-study': 'there is no such study',
  'changed-since': 'it has changed since you looked',
  'already-reviewed': 'it awaits no review any more',
  'must-be-seen': 'it is urgent, or has a positive finding or a warning, and you did not confirm that',
  'changed-outside': 'something of it was changed outside the app',
};

export const reviewOutcomes: Vocabulary['reviewOutcomes'] = {
  accepted: undefined,
  conflict: 'Came too late: it is kept, but changed nothing.',
  withdrawn: 'Taken back.',
  raised: 'Came too late to count, and raised the study.',
};

export const roles: Vocabulary['roles'] = {
  uploader: { name: 'uploader', does: 'sends images, and submits single ones for analysis' },
  reviewer: { name: 'reviewer', does: 'looks at studies and decides on them' },
  auditor: { name: 'auditor', does: 'reads everything, changes nothing' },
  admin: { name: 'administrator', does: 'runs the site, reads everything, reviews nothing' },
  service: { name: 'service', does: 'another program that reads results' },
  monitor: { name: 'monitor', does: 'a program that watches how the app works' },
};

export const modelChanges: Vocabulary['modelChanges'] = {
  added: 'added',
  promoted: 'promoted',
  'rolled-back': 'rolled back',
  retired: 'retired',
  shadowed: 'put in shadow',
};

export const standings: Vocabulary['standings'] = {
  promoted: 'promoted',
  shadow: 'in shadow',
  off: 'off',
};

export const notices: Vocabulary['notices'] = {
  'urgent-study': 'urgent study',
  'due-soon': 'due soon',
  overdue: 'overdue',
};

export const noticeChannels: Vocabulary['noticeChannels'] = {
  queue: 'storage queue',
  webhook: 'webhook',
};

export const readFormats: Vocabulary['readFormats'] = new Intl.ListFormat('en-GB', {
  type: 'disjunction',
}).format(Object.values(imageFormatNames));

export const flatReasons: Vocabulary['flatReasons'] = {
  'no-pixels': 'This object contains no picture.',
  video: 'This is a video, which is not shown here. Open it in the viewer of the PACS.',
  colour:
    'This is a colour picture. It is shown in 256 levels of grey; brightness and contrast change those levels only.',
  'wide-samples':
    'The values of this picture have more than 16 bits, or fractions. It is shown in 256 levels; brightness and contrast change those levels only.',
};
