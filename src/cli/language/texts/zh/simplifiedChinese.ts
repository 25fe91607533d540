import { chinese as words } from '../../../../domain/words/zh/chinese';
import type { Texts } from '../en/english';
import { declared } from './declared';
import { audit } from './said/audit';
import { evaluate } from './said/evaluate';
import { evaluationPage } from './said/evaluationPage';
import { explain } from './said/explain';
import { files } from './said/files';
import { gateway } from './said/gateway';
import { images } from './said/images';
import { models } from './said/models';
import { page } from './said/page';
import { reportPage } from './said/reportPage';
import { run } from './said/run';
import { simulate } from './said/simulate';
import { simulationPage } from './said/simulationPage';
import { studies } from './said/studies';

export const simplifiedChinese: Texts = {
  ...declared,
  files,
  run,
  audit,
  studies,
  gateway,
  models,
  evaluate,
  evaluationPage,
  reportPage,
  page,
  simulate,
  simulationPage,
  images,
  explain,
};

export const spoken = { texts: simplifiedChinese, words };
