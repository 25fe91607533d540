import { readFileSync } from 'node:fs';
import { availableParallelism, homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { AccessSettings } from '../access/accessSettings';
import { isOverTls, overTls } from '../connections/overTls';
import type { CredentialSettings } from '../connections/storageConnection';
import { type DecoderOptions, defaultDecoderBudget } from '../decoder/budget';
import type { SilenceRule } from '../domain/accounting/silence';
import { asSiteKey, type SiteKey, siteKeyBytes } from '../domain/kernel/identifiers/ids';
import {
  defaultExportLimits,
  defaultReadLimits,
  type ExportLimits,
  type ReadLimits,
} from '../domain/kernel/limits';
import type { SettingInForce } from '../domain/kernel/settingInForce';
import defaultPolicy from '../domain/study/policy/defaultPolicy.json';
import { type Policy, policySchema } from '../domain/study/policy/policySchema';
import {
  type NotificationSettings,
  notificationEnvironment,
  notificationProblem,
  notificationSettings,
} from '../notifications/channels';
import type { TelemetrySettings } from '../telemetry/telemetry';
import { accessSettingsOf, accessShape } from './accessSettings';
import { type Accounts, accountsOf, identityOf, parseWitness, type StorageSettings } from './accounts';
import { type OutputSettings, outputEnvironment, outputSettings } from './outputSettings';
import { isInAzure } from './platform';
import { type ReviewSettings, reviewEnvironment, reviewSettings } from './reviewSettings';
import { type SealingSettings, sealingEnvironment, sealingSettings } from './sealingSettings';
import { SettingsError } from './settingsError';
import { telemetryEnvironment, telemetrySettings } from './telemetrySettings';

export { SettingsError };

/** What signs the audit log: a key in a file, created if missing, or a version of a key in Key Vault. */
export type AuditKeySettings =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'key-vault'; readonly id: string };

export interface AuditSettings {
  /** Absent: events are recorded, but nothing is sealed. */
  readonly key?: AuditKeySettings | undefined;
  /** Opens Key Vault. */
  readonly credential: CredentialSettings;
  /** Where copies of checkpoints are sent. */
  readonly witness?: StorageSettings | undefined;
  /** The commit of the code, if the app cannot determine it. */
  readonly commit?: string | undefined;
}

export interface Settings extends Accounts {
  /** Each setting by its name, for administrators. */
  readonly inForce: readonly SettingInForce[];
  readonly siteKey: SiteKey;
  readonly ingest: 'blob' | 'queue';
  readonly blobSource: 'EventGrid' | 'LogsAndContainerScan';
  readonly incomingContainer: string;
  /** For so many days a finished orchestration is kept. */
  readonly historyDays: number;
  /** The gate before the queue of activities. */
  readonly gate: GateSettings;
  readonly modelsDirectory: string;
  /** Where copies of the site's `models` container are kept; absent: in the temporary directory. */
  readonly modelsCache?: string;
  /** How long promotions and additions may take to be noticed. */
  readonly modelsRefreshSeconds: number;
  readonly policy: Policy;
  readonly limits: ReadLimits;
  readonly decoders: DecoderOptions;
  /** Processes for files that callers send or open. */
  readonly requestDecoders: number;
  readonly exportLimits: ExportLimits;
  readonly audit: AuditSettings;
  readonly sealing: SealingSettings;
  readonly access: AccessSettings;
  /** The address of OHIF, which shows studies from a DICOMweb server. */
  readonly ohifUrl?: string;
  readonly review: ReviewSettings;
  readonly notifications: NotificationSettings;
  /** To whom results are sent, and as what. */
  readonly outputs: OutputSettings;
  /** Studies of which one caller may read in an hour before an alert is raised. */
  readonly unusualReading: number;
  /** When a source of files counts as silent. */
  readonly silence: SilenceRule;
  readonly telemetry: TelemetrySettings;
}

const environmentSchema = z.object({
  TRIAGE_SITE_KEY: z.string({ error: siteKeyHelp() }),
  TRIAGE_INGEST: z.enum(['blob', 'queue']).default('blob'),
  TRIAGE_BLOB_SOURCE: z.enum(['EventGrid', 'LogsAndContainerScan']).default('EventGrid'),
  TRIAGE_INCOMING_CONTAINER: z
    .string()
    .regex(
      /^[a-z0-9](?!.*--)[a-z0-9-]{1,61}[a-z0-9]$/,
      'expected a container name: 3 to 63 of a-z, 0-9 and -',
    )
    .default('incoming'),
  TRIAGE_HISTORY_DAYS: z.coerce.number().int().min(1).max(365).default(7),
  TRIAGE_FILES_AHEAD: z.coerce.number().int().min(1).max(1000).optional(),
  TRIAGE_MODELS: z.string().optional(),
  TRIAGE_MODELS_CACHE: z.string().optional(),
  TRIAGE_MODELS_REFRESH_SECONDS: z.coerce.number().min(1).max(86_400).default(60),
  TRIAGE_POLICY: z.string().optional(),
  TRIAGE_MAX_FILE_MEGABYTES: z.coerce.number().positive().optional(),
  TRIAGE_MAX_MEGAPIXELS: z.coerce.number().positive().optional(),
  TRIAGE_DECODERS: z.coerce.number().int().min(1).max(64).optional(),
  TRIAGE_REQUEST_DECODERS: z.coerce.number().int().min(1).max(64).optional(),
  TRIAGE_DECODE_SECONDS: z.coerce.number().positive().max(3600).optional(),
  TRIAGE_DECODE_MEGABYTES: z.coerce.number().int().min(256).optional(),
  TRIAGE_MAX_EXPORT_MEGABYTES: z.coerce.number().positive().optional(),
  TRIAGE_AUDIT_KEY_FILE: z.string().optional(),
  TRIAGE_AUDIT_KEY_VAULT_KEY: z
    .string()
    .regex(
      /^https:\/\/[^/]+\/keys\/[0-9A-Za-z-]+\/[0-9a-f]{32}$/,
      'expected the id of one version of a key: https://VAULT/keys/NAME/VERSION',
    )
    .optional(),
  TRIAGE_AUDIT_WITNESS: z.string().refine(isOverTls, overTls).optional(),
  TRIAGE_COMMIT: z
    .string()
    .regex(/^[0-9a-f]{40}$/, 'expected the 40 hex digits of a commit')
    .optional(),
  ...sealingEnvironment,
  ...accessShape,
  TRIAGE_SILENT_FILES: z.coerce.number().int().min(1).max(1_000_000).default(20),
  TRIAGE_SILENT_WEEKS: z.coerce.number().int().min(1).max(26).default(4),
  TRIAGE_UNUSUAL_READING: z.coerce.number().int().min(1).max(100_000).default(200),
  TRIAGE_OHIF_URL: z.url({ protocol: /^https?$/, error: 'expected the https address of OHIF' }).optional(),
  TRIAGE_MAX_EXPORT_FILES: z.coerce.number().int().min(1).max(100_000).optional(),
  ...reviewEnvironment,
  ...notificationEnvironment,
  ...outputEnvironment,
  ...telemetryEnvironment,
});

type Environment = z.infer<typeof environmentSchema>;

function siteKeyHelp(): string {
  return `expected the site's secret, ${siteKeyBytes} random bytes in base64 (make one with: openssl rand -base64 ${siteKeyBytes})`;
}

function siteKeyOf(base64: string): SiteKey {
  try {
    return asSiteKey(Buffer.from(base64, 'base64'));
  } catch {
    throw new SettingsError(`TRIAGE_SITE_KEY: ${siteKeyHelp()}`);
  }
}

/** Each issue with its path: `rules.0.from: expected …`. */
function issuesOf(error: z.ZodError): string {
  return error.issues
    .map(({ path: keys, message }) => [keys.join('.'), message].filter(Boolean).join(': '))
    .join('; ');
}

/** @throws SettingsError naming the file, the key, and what was expected. */
export function readPolicy(file: string | undefined): Policy {
  if (file === undefined) return policySchema.parse(defaultPolicy);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new SettingsError(`TRIAGE_POLICY: ${file} cannot be read as JSON (${(error as Error).message})`);
  }
  const parsed = policySchema.safeParse(json);
  if (!parsed.success) throw new SettingsError(`TRIAGE_POLICY: ${file}: ${issuesOf(parsed.error)}`);
  return parsed.data;
}

function limitsOf(environment: Environment): ReadLimits {
  const megabytes = environment.TRIAGE_MAX_FILE_MEGABYTES;
  const megapixels = environment.TRIAGE_MAX_MEGAPIXELS;
  return {
    ...defaultReadLimits,
    ...(megabytes === undefined ? {} : { maxFileBytes: Math.floor(megabytes * 2 ** 20) }),
    ...(megapixels === undefined ? {} : { maxPixels: Math.floor(megapixels * 1e6) }),
  };
}

/** The limit on the number of files is reached before the limit on the size of their names. */
function directoryBytes(files: number): number {
  return Math.max(defaultExportLimits.maxDirectoryBytes, files * 800);
}

function exportLimitsOf(environment: Environment): ExportLimits {
  const megabytes = environment.TRIAGE_MAX_EXPORT_MEGABYTES;
  const files = environment.TRIAGE_MAX_EXPORT_FILES;
  return {
    ...defaultExportLimits,
    ...(megabytes === undefined ? {} : { maxExportBytes: Math.floor(megabytes * 2 ** 20) }),
    ...(files === undefined ? {} : { maxMembers: files, maxDirectoryBytes: directoryBytes(files) }),
  };
}

function auditOf(
  environment: Environment,
  appDirectory: string,
  credential: CredentialSettings,
  inAzure: boolean,
): AuditSettings {
  const { TRIAGE_AUDIT_KEY_FILE: file, TRIAGE_AUDIT_KEY_VAULT_KEY: id } = environment;
  if (file !== undefined && id !== undefined)
    throw new SettingsError(
      'TRIAGE_AUDIT_KEY_FILE, TRIAGE_AUDIT_KEY_VAULT_KEY: expected one of them, since one key signs the audit log; leave the other one out',
    );
  if (file !== undefined && inAzure)
    throw new SettingsError(
      'TRIAGE_AUDIT_KEY_FILE: a key in a file never starts in Azure, where each instance would make one of its own in a folder that is read-only or lost; make a P-256 key in Key Vault and set TRIAGE_AUDIT_KEY_VAULT_KEY instead (docs/azure.md)',
    );
  const witness = environment.TRIAGE_AUDIT_WITNESS;
  return {
    credential,
    ...(file === undefined ? {} : { key: { kind: 'file', file: auditKeyFileOf(file, appDirectory) } }),
    ...(id === undefined ? {} : { key: { kind: 'key-vault', id } }),
    ...(witness === undefined ? {} : { witness: parseWitness(witness, credential) }),
    ...(environment.TRIAGE_COMMIT === undefined ? {} : { commit: environment.TRIAGE_COMMIT }),
  };
}

/** Where TRIAGE_AUDIT_KEY_FILE points: with `~` in front, as in a shell, into the home folder of the app's user. */
export function auditKeyFileOf(file: string, appDirectory: string): string {
  return path.resolve(
    appDirectory,
    file.replace(/^~(?=[/\\])/, () => homedir()),
  );
}

/** More than four would only use memory: the models need the cores too. */
const maxDefaultDecoders = 4;

function decodersOf(environment: Environment): DecoderOptions {
  const megabytes = environment.TRIAGE_DECODE_MEGABYTES;
  return {
    processes: environment.TRIAGE_DECODERS ?? Math.min(availableParallelism(), maxDefaultDecoders),
    seconds: environment.TRIAGE_DECODE_SECONDS ?? defaultDecoderBudget.seconds,
    memoryBytes: megabytes === undefined ? defaultDecoderBudget.memoryBytes : megabytes * 2 ** 20,
  };
}

/** Texts that hold no secret. What is not named here, and is neither a number nor a choice, is never shown. */
const shownTexts: ReadonlySet<string> = new Set([
  'TRIAGE_INCOMING_CONTAINER',
  'TRIAGE_INGEST',
  'TRIAGE_BLOB_SOURCE',
  'TRIAGE_MODELS',
  'TRIAGE_MODELS_CACHE',
  'TRIAGE_POLICY',
  'TRIAGE_COMMIT',
  'TRIAGE_SIGN_IN',
  'TRIAGE_ENTRA_TENANT',
  'TRIAGE_ENTRA_CLIENT_ID',
  'TRIAGE_ENTRA_AUTHORITY',
  'TRIAGE_AUDIT_KEY_VAULT_KEY',
  'TRIAGE_SEAL_EVERY_SECONDS',
] satisfies (keyof Environment)[]);

/** @param given what the environment sets */
function settingsInForce(values: Environment, given: Readonly<Record<string, unknown>>): SettingInForce[] {
  return Object.keys(environmentSchema.shape)
    .sort()
    .map((name) => {
      const value = values[name as keyof Environment];
      const isSet = value !== undefined;
      const isShown = ['number', 'boolean'].includes(typeof value) || shownTexts.has(name);
      return {
        name,
        ...(isSet && isShown ? { value: [value].flat().join(', ') } : {}),
        isHidden: isSet && !isShown,
        source: given[name] === undefined ? 'default' : 'environment',
      };
    });
}

export interface GateSettings {
  /** How many files may wait in the queue of activities; all others wait at the gate. */
  readonly filesAhead: number;
  /** How many received files a process looks at, and how many others that are not urgent it records, at a time. */
  readonly looksAtOnce: number;
  readonly recordedAtOnce: number;
  readonly urgentHoldsMs: number;
  readonly mostWaiting: number;
  /** NCRONTAB: when the timer looks for what a killed process was to let in. */
  readonly schedule: string;
}

/**
 * As many files ahead as keep the hosts at work while the next ones are on their way: more in Azure, where queues are
 * polled. There an idle site is woken as seldom as `reconcile` wakes it.
 */
function gateOf({ TRIAGE_FILES_AHEAD }: Environment, inAzure: boolean): GateSettings {
  const atOnce = inAzure
    ? { looksAtOnce: 16, recordedAtOnce: 16, urgentHoldsMs: 0, mostWaiting: Number.POSITIVE_INFINITY }
    : { looksAtOnce: 8, recordedAtOnce: 2, urgentHoldsMs: 1_000, mostWaiting: 4 };
  return inAzure
    ? { ...atOnce, filesAhead: TRIAGE_FILES_AHEAD ?? 16, schedule: '0 */5 * * * *' }
    : { ...atOnce, filesAhead: TRIAGE_FILES_AHEAD ?? 2, schedule: '*/15 * * * * *' };
}

/** Where models are stored and cached, for commands that need no other setting. */
export function modelSettings(
  { TRIAGE_MODELS, TRIAGE_MODELS_CACHE }: Pick<Environment, 'TRIAGE_MODELS' | 'TRIAGE_MODELS_CACHE'>,
  appDirectory: string,
): Pick<Settings, 'modelsDirectory' | 'modelsCache'> {
  return {
    modelsDirectory: path.resolve(appDirectory, TRIAGE_MODELS || 'models'),
    ...(TRIAGE_MODELS_CACHE ? { modelsCache: path.resolve(appDirectory, TRIAGE_MODELS_CACHE) } : {}),
  };
}

/**
 * Every setting of the app, parsed once. docs/settings.md explains each.
 *
 * @param storage an account that was named elsewhere, such as on a command line
 * @throws SettingsError
 */
export function readSettings(
  environment: NodeJS.ProcessEnv,
  appDirectory: string,
  storage?: StorageSettings,
): Settings {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(filled);
  if (!parsed.success) throw new SettingsError(issuesOf(parsed.error));
  const values = parsed.data;
  const accounts = accountsOf(filled, storage);
  const decoders = decodersOf(values);
  const problem = notificationProblem(values);
  if (problem !== undefined) throw new SettingsError(problem);
  return {
    ...accounts,
    inForce: settingsInForce(values, filled),
    siteKey: siteKeyOf(values.TRIAGE_SITE_KEY),
    ingest: values.TRIAGE_INGEST,
    blobSource: values.TRIAGE_BLOB_SOURCE,
    incomingContainer: values.TRIAGE_INCOMING_CONTAINER,
    historyDays: values.TRIAGE_HISTORY_DAYS,
    gate: gateOf(values, isInAzure(filled)),
    ...modelSettings(values, appDirectory),
    modelsRefreshSeconds: values.TRIAGE_MODELS_REFRESH_SECONDS,
    policy: readPolicy(values.TRIAGE_POLICY && path.resolve(appDirectory, values.TRIAGE_POLICY)),
    limits: limitsOf(values),
    decoders,
    requestDecoders: values.TRIAGE_REQUEST_DECODERS ?? Math.ceil(decoders.processes / 2),
    exportLimits: exportLimitsOf(values),
    audit: auditOf(values, appDirectory, identityOf(accounts.storage), isInAzure(filled)),
    sealing: sealingSettings(values),
    access: accessSettingsOf(values, filled),
    ...(values.TRIAGE_OHIF_URL === undefined ? {} : { ohifUrl: values.TRIAGE_OHIF_URL }),
    review: reviewSettings(values),
    notifications: notificationSettings(values),
    outputs: outputSettings(values.TRIAGE_OUTPUTS, filled, appDirectory),
    silence: { files: values.TRIAGE_SILENT_FILES, weeks: values.TRIAGE_SILENT_WEEKS },
    unusualReading: values.TRIAGE_UNUSUAL_READING,
    telemetry: telemetrySettings(values),
  };
}
