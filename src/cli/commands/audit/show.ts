import type { Entry } from '../../../audit/log/entry';
import { LogReader } from '../../../audit/log/logReader';
import { studyHistory, type Unsealed } from '../../../audit/log/studyHistory';
import { type BlobTree, logIn } from '../../../audit/verify/blobTree';
import { knownStudy } from '../../../audit/verify/subjects';
import { announcedBy, waitingPrefix } from '../../../domain/audit/auditBuckets';
import type { AuditEvent } from '../../../domain/audit/auditEvent';
import { claimedEvent } from '../../../domain/audit/auditRecord';
import { isId } from '../../../domain/kernel/identifiers/ids';
import { texts } from '../../language/language';
import { type LogPlace, type PlaceOptions, withLog } from '../../site/logPlace';
import { padTo } from '../../terminal/columns';
import { CliError, UsageError } from '../../terminal/errors';
import { describeEvent } from './support/describeEvent';

interface ShowOptions extends PlaceOptions {
  readonly exported?: string;
  readonly json?: boolean;
}

/** `triage audit show STUDY`: the history of one study. */
export async function show(study: string, options: ShowOptions): Promise<void> {
  await withLog(options.exported, options, (place) => showIn(place, study, options.json ?? false));
}

async function showIn({ tree }: LogPlace, studyId: string, json: boolean): Promise<void> {
  if (!isId(studyId)) throw new UsageError(texts.errors.id.study);
  const study = await knownStudy(tree, studyId);
  if (study === undefined) throw new CliError(texts.audit.noStudy);
  const reader = new LogReader(logIn(tree));
  const { entries, waiting } = await studyHistory(reader, unsealedIn(tree), study.commitment);
  process.stdout.write(json ? asJson(entries, waiting) : asText(studyId, entries, waiting));
}

function unsealedIn(tree: BlobTree): Unsealed {
  return {
    announced: () => announced(tree),
    find: async (eventId) => {
      const bytes = await tree.read('audit', `records/${eventId}.json`);
      return bytes && claimedEvent(bytes);
    },
  };
}

/** An exported folder holds the unsealed records themselves. What is named otherwise is no record of the app. */
async function announced(tree: BlobTree): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const name of tree.list('audit', waitingPrefix))
    for (const id of announcedBy(name).eventIds) ids.add(id);
  if (ids.size === 0)
    for await (const name of tree.list('audit', 'records/'))
      ids.add(name.slice('records/'.length, -'.json'.length));
  return new Set([...ids].filter(isId));
}

function asJson(entries: readonly Entry[], waiting: readonly AuditEvent[]): string {
  return [...entries, ...waiting.map((event) => ({ event }))]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');
}

function asText(studyId: string, entries: readonly Entry[], waiting: readonly AuditEvent[]): string {
  const lines = entries.map(({ sequence, event }) => lineOf(texts.audit.show.entry(sequence), event));
  const late = waiting.map((event) => lineOf(texts.audit.show.waiting, event));
  return `${texts.audit.show.study(studyId)}\n\n${[...lines, ...late].join('\n')}\n`;
}

function lineOf(where: string, event: AuditEvent): string {
  return `${event.at}  ${padTo(where, 14)}  ${describeEvent(event)}`;
}
