import { german as words } from '../../../../domain/words/de/german';
import type { Texts } from '../en/english';
import { auditHelp } from './help/audit';
import { imagesHelp } from './help/images';
import { modelsHelp } from './help/models';
import { serviceHelp } from './help/service';
import { options } from './options';
import { program } from './program';
import { audit } from './said/audit';
import { errors } from './said/errors';
import { evaluate } from './said/evaluate';
import { explain } from './said/explain';
import { files } from './said/files';
import { gateway } from './said/gateway';
import { images } from './said/images';
import { models } from './said/models';
import { run } from './said/run';
import { simulate } from './said/simulate';
import { studies } from './said/studies';

export const german: Texts = {
  program,
  options,
  files,
  run,
  audit,
  studies,
  gateway,
  models,
  evaluate,
  simulate,
  images,
  explain,
  errors,
  help: { ...serviceHelp, ...imagesHelp, ...auditHelp, ...modelsHelp },
};

export const spoken = { texts: german, words };
