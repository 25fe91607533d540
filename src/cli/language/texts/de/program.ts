import type { Texts } from '../en/english';

export const program: Texts['program'] = {
  description: 'Ordnet medizinische Bilder danach, wie dringend jemand sie ansehen sollte. Keine Diagnose.',
  helpAfterError: '(triage --help zeigt die Befehle, triage COMMAND --help die Optionen.)',
  titles: {
    usage: 'Aufruf:',
    options: 'Optionen:',
    commands: 'Befehle:',
    arguments: 'Argumente:',
  },
  help: 'Hilfe zeigen',
  version: 'Version zeigen',
};
