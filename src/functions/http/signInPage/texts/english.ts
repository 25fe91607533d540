import { roles } from '../../../../domain/words/en/states';

/** What the pages around signing in say. Every other language has the type of this one. */
export const english = {
  roles,
  warning: 'Triage aid. Not a diagnosis. Not cleared for clinical use.',
  titles: {
    signIn: 'Sign in',
    locked: 'Locked',
    signedIn: 'Signed in',
    denied: 'Access denied',
    notFound: 'Page not found',
  },
  locked:
    'Locked, because nobody was active here. Sign in again to go on where you were; a decision that you had begun is still there.',
  unlock: 'Go on',
  unlockButton: 'Go on as before',
  development: {
    title: 'Development sign-in',
    explain: 'Development sign-in: anyone on this machine can be anyone.',
    name: 'Name',
    role: 'Role',
    button: 'Sign in',
    notHere:
      'It works only on the machine that runs this app: open `http://127.0.0.1` there, with the port of the app.',
  },
  nothing: {
    title: 'Nobody can sign in here yet',
    /** Names of settings and commands stand between backticks. */
    explain: [
      'No sign-in is configured. In Azure set `TRIAGE_SIGN_IN` to `entra`, with `TRIAGE_ENTRA_TENANT` and `TRIAGE_ENTRA_CLIENT_ID` of an app registration that has app roles. To try this software on one machine, set it to `development`, as `npm run local` and `npm run demo` do.',
      'Step by step: `docs/access.md`. The settings: `docs/settings.md`.',
    ],
  },
  organisation: {
    title: 'Your organisation',
    explain: 'You sign in with Microsoft Entra ID. Your roles are assigned there.',
    button: 'Sign in with your organisation’s account',
  },
  signedInAs: (name: string, roles: string) => `Signed in as ${name} (${roles}).`,
  forRoles: (roles: readonly string[]) => `This page is for the roles ${roles.join(', ')}.`,
  noRole: 'no role',
  toWorklist: 'To the worklist',
  asSomeoneElse: 'Sign in as someone else',
  /** Why somebody is not let in, by the code that the API has for it. */
  refused: {
    'bad-body': 'Give a name, and choose a role.',
    'bad-principal': 'The sign-in of App Service was rejected.',
    'bad-state': 'This sign-in was not started in this browser, or took too long. Start again.',
    'bad-token': 'The access token was rejected.',
    'development-only': 'The development sign-in is off here.',
    'missing-right': 'Your role does not include this page.',
    'no-role': 'Your account has no role in this app. Ask your Entra ID administrator to assign one.',
    'no-such-address': 'There is nothing at this address.',
    'not-configured': 'Signing in with an organisation’s account is not configured here.',
    'not-loopback':
      'The development sign-in works only on this machine, at 127.0.0.1 or localhost, without a proxy.',
    'on-network':
      'Other machines can reach this app, so the development sign-in is off. Start it with “npm run local”, which listens on this machine alone.',
    'sign-in-refused': 'Entra ID did not sign you in. Start again.',
    'sign-in-unavailable': 'Entra ID is not responding. Try again in a minute.',
    'wrong-origin': 'The request came from a page of another site. Sign in here.',
  },
};

export type SignInTexts = typeof english;
