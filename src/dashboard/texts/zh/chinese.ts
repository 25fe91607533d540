import { chinese as words } from '../../../domain/words/zh/chinese';
import type { Spoken } from '../en/english';
import { drift } from './drift';
import { feedback } from './feedback';
import { model } from './model';
import { parts } from './parts';
import { second } from './second';
import { site } from './site';
import { study } from './study';
import { viewer } from './viewer';
import { worklist } from './worklist';

/** Simplified Chinese. */
export const chinese: Spoken = {
  words,
  texts: { parts, worklist, study, second, site, drift, feedback, viewer, model },
};
