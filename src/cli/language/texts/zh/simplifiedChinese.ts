import type { Texts } from '../en/english';
import { auditHelp } from './help/audit';
import { imagesHelp } from './help/images';
import { modelsHelp } from './help/models';
import { serviceHelp } from './help/service';
import { options } from './options';
import { program } from './program';

export const simplifiedChinese: Texts = {
  program,
  options,
  help: { ...serviceHelp, ...imagesHelp, ...auditHelp, ...modelsHelp },
};
