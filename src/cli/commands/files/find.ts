import { existsSync, statSync } from 'node:fs';
import { type FileQuery, fileQuerySchema, type NamedFile } from '../../../domain/accounting/fileQuery';
import { type FileState, fileStates } from '../../../domain/accounting/fileStates';
import { isId } from '../../../domain/kernel/identifiers/ids';
import { csvCell } from '../../../domain/words/csvCell';
import { createFindById } from '../../../operations/intake/findById';
import { createFindFiles, type FoundFiles } from '../../../operations/intake/findFiles';
import { openStore, type Store } from '../../../storage/store';
import { contentName, hashFile } from '../../files/contentName';
import { texts } from '../../language/language';
import { localActor } from '../../site/localActor';
import { type PlaceOptions, withLog } from '../../site/logPlace';
import { settingsOfPlace } from '../../site/siteOfPlace';
import { UsageError } from '../../terminal/errors';
import { exitCodes } from '../../terminal/exitCodes';
import { printable } from '../../terminal/printable';
import { say } from '../../terminal/say';
import { askedHour } from './askedTime';

interface FindOptions extends PlaceOptions {
  readonly source?: string;
  readonly state?: readonly string[];
  readonly reason?: string;
  readonly since: string;
  readonly until?: string;
  readonly limit: string;
  readonly csv?: boolean;
  readonly json?: boolean;
}

const now = () => new Date().toISOString();

/** `triage find`: received files, and what became of each. @returns 1 if there is none */
export async function find(what: string | undefined, options: FindOptions): Promise<number> {
  const query = queryOf(options);
  const limit = Number(options.limit);
  if (!Number.isSafeInteger(limit) || limit < 1) throw new UsageError(texts.files.find.limit);
  return withLog(undefined, options, async (place) => {
    const store = openStore(settingsOfPlace(place, options));
    const found = isId(what)
      ? { files: await byId(store, what) }
      : await byQuery(store, { ...query, ...(await nameOf(what)) }, limit);
    process.stdout.write(textOf(found.files, options));
    say(summary(found, query, what));
    return found.files.length > 0 ? exitCodes.done : exitCodes.failed;
  });
}

/** @throws UsageError */
function queryOf({ source, state, reason, since, until }: FindOptions): FileQuery {
  const unknown = state?.find((one) => !fileStates.includes(one as FileState));
  if (unknown !== undefined) throw new UsageError(texts.files.find.noState(unknown, fileStates.join(', ')));
  const at = Date.now();
  return fileQuerySchema.parse({
    since: askedHour('--since', since, at),
    ...(until === undefined ? {} : { until: askedHour('--until', until, at) }),
    source,
    states: state,
    reason,
  });
}

/** `triage upload` and `run` name blobs by content: a file at hand is looked for by that. */
async function nameOf(what: string | undefined): Promise<{ name?: string }> {
  if (what === undefined) return {};
  if (existsSync(what) && statSync(what).isFile()) return { name: contentName(await hashFile(what), what) };
  if (what.length < 2) throw new UsageError(texts.files.find.tooShort);
  return { name: what };
}

function byId({ arrivals, quarantine, identity, audit }: Store, id: string): Promise<NamedFile[]> {
  return createFindById({ arrivals, quarantine, identity, audit, now })(id, localActor());
}

function byQuery({ accounts, arrivals, audit }: Store, query: FileQuery, limit: number): Promise<FoundFiles> {
  const page = { offset: 0, limit, mostRead: Number.POSITIVE_INFINITY };
  return createFindFiles({ accounts, arrivals, audit, now })(query, page, localActor());
}

function textOf(files: readonly NamedFile[], { csv, json }: FindOptions): string {
  if (json) return files.map((file) => `${JSON.stringify(file)}\n`).join('');
  if (csv) return [head, ...files.map(cells), []].map((line) => line.map(csvCell).join(',')).join('\r\n');
  return files.map((file) => `${cells(file).map(printable).join('  ')}\n`).join('');
}

const head = ['received', 'state', 'reason', 'name', 'arrival', 'study'];

function cells({
  receivedAt,
  state,
  reason = '-',
  name,
  member,
  arrivalId,
  studyId = '-',
}: NamedFile): string[] {
  const whole = member === undefined ? name : `${name} » ${member}`;
  return [receivedAt, state, reason, whole, arrivalId, studyId];
}

function summary({ files, total = files.length }: FoundFiles, { since }: FileQuery, what?: string): string {
  const said = texts.files.find;
  if (isId(what)) return files.length === 0 ? said.noId : '';
  return total === 0 ? said.none(since) : said.found(total, since, files.length);
}
