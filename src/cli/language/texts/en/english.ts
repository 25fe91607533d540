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

/**
 * The texts of the command line. English says which there are: the type of every other language follows from it,
 * so that a missing text does not compile.
 */
export const english = {
  ...declared,
  explain,
  images,
  models,
  evaluate,
  evaluationPage,
  reportPage,
  page,
  simulate,
  simulationPage,
  gateway,
  studies,
  audit,
  run,
  files,
};

export type Texts = typeof english;
