import type { Vocabulary } from '../vocabulary';
import { values } from './values';

const disks: Vocabulary['health']['disks'] = {
  data: 'what is stored on this machine',
  'temporary-files': 'temporary files',
};

export const health: Vocabulary['health'] = {
  disks,
  storage: {
    ok: 'ok',
    unreachable: 'does not answer',
    refused: 'parts of it cannot be used',
  },
  storageFaults: {
    unreachable: 'does not answer',
    'no-identity': 'no identity to open it with',
    'not-allowed': 'not allowed',
    missing: 'does not exist',
    'other-site-key': 'belongs to another site key',
  },
  sealing: {
    ok: 'ok',
    late: 'late',
    failing: 'failing',
    unknown: 'unknown',
  },
  advice: {
    diskFull: (holds, freeMegabytes) =>
      `The disk with ${disks[holds]} is nearly full (${freeMegabytes} MB left): make room on it. Until then files fail, and are tried again.`,
    storageUnreachable: 'The storage does not answer: see that it runs and can be reached.',
    storageRefused:
      'Parts of the storage cannot be used: storageFaults names them, and the role that is missing.',
    models: 'Models are not used as they should be: see problems.',
    drift:
      'What a model is shown, or what it says, is no longer what it was: see "Model watch" on the dashboard.',
    outputsDenied: (receiver, outputs) =>
      `The receiver "${receiver}" does not let the app in, and ${outputs} ${outputs === 1 ? 'output waits' : 'outputs wait'} for that: renew the secret, or correct the rights. They are tried again by themselves, until they are given up.`,
    changedOutside: 'Studies were changed outside the app: run "triage audit verify".',
    sealingFailing:
      'The last attempt to seal the audit log failed: the log of the app says why. Nothing is lost.',
    sealingLate:
      'Audit records wait to be sealed for too long: see that the key can be used, or run "triage audit seal".',
    fileWaits: (minutes) =>
      `A file has waited for ${minutes} minutes: see the tab "Processing" of the worklist, and whether the app has failed with it.`,
    reconcileLate: (endedAt) =>
      `The last whole run of reconcile ended at ${values.time(endedAt)}: see in the log of the app why none has ended since.`,
    orchestrationsFailed: (count) =>
      `${count} orchestrations have failed: the log of the app says why. Their files are tried again every five minutes.`,
    sourceSilent: (source) => `A source fell silent: ${source}.`,
  },
};
