import { auditHelp } from './audit';
import { imagesHelp } from './images';
import { modelsHelp } from './models';
import { serviceHelp } from './service';

/** What `--help` says. */
export const help = { ...serviceHelp, ...imagesHelp, ...auditHelp, ...modelsHelp };

export type Help = typeof help;
