import type { Health } from '../../contract/routes/health';

type Facts = Pick<
  Health,
  | 'storage'
  | 'problems'
  | 'changedOutside'
  | 'sealing'
  | 'files'
  | 'reconcile'
  | 'disks'
  | 'drift'
  | 'deniedOutputs'
>;

/** A file that waits for longer is late, even behind a burst. */
const lateFileMinutes = 60;
/** `reconcile` runs every five minutes, and may take some. */
const lateReconcileMinutes = 20;

const disks = {
  data: 'what is stored on this machine',
  'temporary-files': 'temporary files',
} as const;

/** What somebody should do, in sentences. @param now milliseconds */
export function healthAdvice(facts: Facts, now: number): string[] {
  const minutesSince = (time: string | undefined) =>
    time === undefined ? 0 : (now - Date.parse(time)) / 60_000;
  const { storage, problems, changedOutside, sealing, files, reconcile, drift } = facts;
  const waits = Math.floor(minutesSince(files?.oldest));
  const said: (string | false | undefined)[] = [
    ...facts.disks.map(
      ({ holds, freeMegabytes }) =>
        `The disk with ${disks[holds]} is nearly full (${freeMegabytes} MB left): make room on it. Until then files fail, and are tried again.`,
    ),
    storage === 'unreachable' && 'The storage does not answer: see that it runs and can be reached.',
    storage === 'refused' &&
      'Parts of the storage cannot be used: storageFaults names them, and the role that is missing.',
    problems.length > 0 && 'Models are not used as they should be: see problems.',
    drift.length > 0 &&
      'What a model is shown, or what it says, is no longer what it was: see "Model watch" on the dashboard.',
    ...facts.deniedOutputs.map(
      ({ receiver, outputs }) =>
        `The receiver "${receiver}" does not let the app in, and ${outputs} ${outputs === 1 ? 'output waits' : 'outputs wait'} for that: renew the secret, or correct the rights. They are tried again by themselves, until they are given up.`,
    ),
    changedOutside > 0 && 'Studies were changed outside the app: run "triage audit verify".',
    sealing.state === 'failing' &&
      'The last attempt to seal the audit log failed: the log of the app says why. Nothing is lost.',
    sealing.state === 'late' &&
      'Audit records wait to be sealed for too long: see that the key can be used, or run "triage audit seal".',
    waits >= lateFileMinutes &&
      `A file has waited for ${waits} minutes: see the tab "processing" of the worklist, and whether the app has failed with it.`,
    minutesSince(reconcile?.endedAt) >= lateReconcileMinutes &&
      `The last whole run of reconcile ended at ${reconcile?.endedAt}: see in the log of the app why none has ended since.`,
    reconcile !== undefined &&
      reconcile.failed > 0 &&
      `${reconcile.failed} orchestrations have failed: the log of the app says why. Their files are tried again every five minutes.`,
  ];
  return said.filter((sentence) => typeof sentence === 'string');
}
