import type { Texts } from '../../en/english';

export const page: Texts['page'] = {
  disclaimer: 'Triage-Hilfe. Keine Diagnose. Nicht für den klinischen Einsatz zugelassen.',
};
