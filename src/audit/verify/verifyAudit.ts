import type { AuditEvent } from '../../domain/audit/auditEvent';
import type { Macs } from '../../domain/kernel/sealing/macs';
import type { Entry } from '../log/entry';
import type { VerifierKey } from '../proof/verifierKey';
import type { BlobTree } from './blobTree';
import { missingContents } from './contents/missingContents';
import { missingLinks, readLinks } from './contents/missingLinks';
import { ContentCheck, type ContentCounts } from './contents/verifyContents';
import type { Fault } from './fault';
import type { KeptCheckpoint } from './log/heldCheckpoints';
import { LogIndex } from './log/logIndex';
import { type LogVerification, verifyLog } from './log/verifyLog';
import { missingResults } from './missingResults';
import type { NamedModels } from './models/verifyModels';
import { readSettled } from './models/verifySettings';
import { readStandings, standingFaults } from './models/verifyStandings';
import { openPart, type PartChoice } from './openPart';
import { OutputCheck } from './outputs/verifyOutputs';
import { isAbout, isDrawn } from './part';
import { emptyState } from './publishedState';
import { readSubjects, type Subjects, withMore } from './subjects';
import { Suspicions } from './suspicions';
import { addWaiting } from './verifyRecords';
import { ResultCheck, type ResultCounts } from './verifyResults';

export interface AuditVerification extends LogVerification {
  /** Records that are durable but not sealed yet. */
  readonly waiting: number;
  /** Entries of each type, including waiting records. */
  readonly entries: ReadonlyMap<string, number>;
  readonly erasures: number;
  readonly shown: ResultCounts;
  readonly contents: ContentCounts;
  /** The place of the requested event: an entry or a waiting record; undefined if it is neither. */
  readonly recordAt: string | undefined;
  /** How many studies, and files with those of these studies, were looked at; undefined: all of them. */
  readonly drawn: { readonly studies: number; readonly files: number } | undefined;
  /** Models that the log names, to be compared with their files. */
  readonly models: NamedModels;
}

export interface VerifyChoice {
  /** The id of an event to look for. */
  readonly wanted?: string | undefined;
  /** The site's: without them nobody can tell whether the app wrote what waits to be sealed or shown. */
  readonly macs?: Macs | undefined;
  /** Which blobs of images and arrivals are stored here, and `links`: the notes in `identity`; all if absent. */
  readonly isExpected?: (what: string) => boolean;
  /** Absent: everything is verified. */
  readonly part?: PartChoice | undefined;
}

/**
 * Verifies a log and everything stored with it that it refers to: outcomes, studies, reviews, settings.
 *
 * @param now the time of the snapshot, in milliseconds: what was recorded a moment before may not be shown
 * yet
 */
export async function verifyAudit(
  whole: BlobTree,
  pinned: VerifierKey,
  kept: readonly KeptCheckpoint[],
  now: number,
  { wanted, macs, isExpected = () => true, part }: VerifyChoice = {},
): Promise<AuditVerification> {
  const index = new LogIndex(wanted);
  const opened = await openPart(whole, part);
  const { tree, asked, sealedBefore, since } = opened;
  const isAsked = (event: AuditEvent) => asked === undefined || isAbout(event, asked);
  const visit = ({ event, sequence, sealedAt }: Entry) => {
    index.lastSealedAt = sealedAt;
    index.add({ event, sequence }, isAsked(event));
  };
  const log = await verifyLog(whole, pinned, kept, visit, {
    from: part?.since,
    isDrawn: part && ((path) => isDrawn(part.draw, path)),
  });
  const waitingPart = { since, sealedBefore, isAsked };
  const first = await addWaiting(tree, index, macs, waitingPart);
  let { waiting } = first;
  // An export is never older than its content, whatever it says.
  const time = Math.max(now, Date.parse(index.lastSealedAt || '1970-01-01'));
  const subjects = asked ?? (await readSubjects(tree));
  const context = { index, subjects, published: emptyState(), now: time, macs };
  const readOn = async () => {
    const more = await addWaiting(tree, index, macs, waitingPart);
    waiting += more.waiting;
    if (more.waiting > 0) context.subjects = withMore(context.subjects, await readSubjects(tree));
  };
  const suspicions = new Suspicions();
  const results = new ResultCheck(tree, context, suspicions);
  const contents = new ContentCheck(tree, context, suspicions, isExpected);
  await results.run();
  await contents.run();
  const outputs = isExpected('outputs') ? new OutputCheck(tree, context, suspicions) : undefined;
  await outputs?.run();
  // What models may do came about by steps from the beginning on.
  if (since === undefined) {
    const standings = await readStandings(tree);
    suspicions.judge(() => standingFaults(standings, context));
  }
  const links = isExpected('links') ? await readLinks(tree) : undefined;
  const missing = () => [
    ...missingResults(context),
    ...missingContents(context, isExpected),
    ...(outputs?.missing() ?? []),
    ...(links === undefined ? [] : missingLinks(links, context)),
  ];
  const shownFaults = await suspicions.settle(missing, readOn);
  const settled = await readSettled(tree, index);
  return {
    ...log,
    waiting,
    entries: index.counts,
    erasures: index.erased.size,
    shown: results.counts,
    contents: { ...contents.counts, read: contents.counts.read + (outputs?.read ?? 0) },
    drawn: opened.part && { studies: opened.part.studies.size, files: opened.part.arrivals.size },
    models: { settled, networks: index.networks },
    recordAt: index.wantedAt,
    faults: [
      ...log.faults,
      ...index.faults(),
      ...first.faults,
      ...damagedSalts(context.subjects),
      ...shownFaults,
      ...settled.faults,
    ],
  };
}

/** Whom entries speak of is not known without them. */
function damagedSalts({ damaged }: Subjects): Fault[] {
  return [...damaged].map((where) => ({ code: 'unreadable', where }));
}
