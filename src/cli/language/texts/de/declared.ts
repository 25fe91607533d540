import type { DeclaredTexts } from '../en/declared';
import { auditHelp } from './help/audit';
import { imagesHelp } from './help/images';
import { modelsHelp } from './help/models';
import { serviceHelp } from './help/service';
import { options } from './options';
import { program } from './program';
import { errors } from './said/errors';

export const declared: DeclaredTexts = {
  program,
  options,
  help: { ...serviceHelp, ...imagesHelp, ...auditHelp, ...modelsHelp },
  errors,
};
