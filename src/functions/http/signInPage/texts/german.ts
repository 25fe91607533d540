import { roles } from '../../../../domain/words/de/states';
import type { SignInTexts } from './english';

export const german: SignInTexts = {
  roles,
  warning: 'Triage-Hilfe. Keine Diagnose. Nicht für den klinischen Einsatz zugelassen.',
  titles: {
    signIn: 'Anmelden',
    locked: 'Gesperrt',
    signedIn: 'Angemeldet',
    denied: 'Zugriff verweigert',
    notFound: 'Seite nicht gefunden',
  },
  locked:
    'Gesperrt, weil hier niemand aktiv war. Melden Sie sich wieder an, um dort weiterzumachen, wo Sie waren; eine begonnene Entscheidung ist noch da.',
  unlock: 'Weiter',
  unlockButton: 'Weiter wie zuvor',
  development: {
    title: 'Anmeldung für die Entwicklung',
    explain: 'Anmeldung für die Entwicklung: an diesem Rechner kann jeder jeder sein.',
    name: 'Name',
    role: 'Rolle',
    button: 'Anmelden',
    notHere:
      'Sie ist nur auf dem Rechner möglich, auf dem diese Anwendung läuft: öffnen Sie dort `http://127.0.0.1` mit dem Port der Anwendung.',
  },
  nothing: {
    title: 'Hier kann sich noch niemand anmelden',
    explain: [
      'Es ist keine Anmeldung eingerichtet. Setzen Sie in Azure `TRIAGE_SIGN_IN` auf `entra`, mit `TRIAGE_ENTRA_TENANT` und `TRIAGE_ENTRA_CLIENT_ID` einer App-Registrierung, die App-Rollen hat. Um diese Software auf einem Rechner zu erproben, setzen Sie es auf `development`, wie es `npm run local` und `npm run demo` tun.',
      'Schritt für Schritt: `docs/access.md`. Die Einstellungen: `docs/settings.md`.',
    ],
  },
  organisation: {
    title: 'Ihre Organisation',
    explain: 'Sie melden sich mit Microsoft Entra ID an. Dort werden Ihre Rollen vergeben.',
    button: 'Mit dem Konto Ihrer Organisation anmelden',
  },
  signedInAs: (name, roles) => `Angemeldet als ${name} (${roles}).`,
  forRoles: (roles) => `Diese Seite ist für die Rollen ${roles.join(', ')}.`,
  noRole: 'keine Rolle',
  toWorklist: 'Zur Arbeitsliste',
  asSomeoneElse: 'Als jemand anderes anmelden',
  refused: {
    'bad-body': 'Geben Sie einen Namen an, und wählen Sie eine Rolle.',
    'bad-principal': 'Die Anmeldung von App Service wurde abgelehnt.',
    'bad-state':
      'Diese Anmeldung wurde nicht in diesem Browser begonnen, oder sie hat zu lange gedauert. Beginnen Sie neu.',
    'bad-token': 'Das Zugriffstoken wurde abgelehnt.',
    'development-only': 'Die Anmeldung für die Entwicklung ist hier ausgeschaltet.',
    'missing-right': 'Ihre Rolle schließt diese Seite nicht ein.',
    'no-role':
      'Ihr Konto hat in dieser Anwendung keine Rolle. Bitten Sie die Administration von Entra ID, eine zu vergeben.',
    'no-such-address': 'Unter dieser Adresse gibt es nichts.',
    'not-configured': 'Die Anmeldung mit dem Konto einer Organisation ist hier nicht eingerichtet.',
    'not-loopback':
      'Die Anmeldung für die Entwicklung ist nur auf diesem Rechner möglich, unter 127.0.0.1 oder localhost, ohne Proxy.',
    'on-network':
      'Andere Rechner können diese Anwendung erreichen, daher ist die Anmeldung für die Entwicklung ausgeschaltet. Starten Sie sie mit „npm run local“: dann ist sie nur von diesem Rechner aus erreichbar.',
    'sign-in-refused': 'Entra ID hat Sie nicht angemeldet. Beginnen Sie neu.',
    'sign-in-unavailable': 'Entra ID antwortet nicht. Versuchen Sie es in einer Minute noch einmal.',
    'wrong-origin': 'Die Anfrage kam von der Seite einer anderen Website. Melden Sie sich hier an.',
  },
};
