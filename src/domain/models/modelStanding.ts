import { z } from 'zod';
import { actorSchema } from '../kernel/actor';
import { modelChanges } from './modelChanges';

/**
 * What a model version may do. `promoted`: its findings are shown, and order the worklist. `shadow`: it runs
 * and is recorded, but is not shown and orders nothing. `off`: it does not run.
 */
export const standings = ['promoted', 'shadow', 'off'] as const;
export type Standing = (typeof standings)[number];

/** The default for a version without any decision. */
export const unspoken: Standing = 'shadow';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const version = z.string().regex(/^\d+\.\d+\.\d+$/);
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
export const versionsSchema = z
  .record(version, z.enum(standings))
  .refine(onePromoted, 'expected one promoted version at most');

function onePromoted(versions: Readonly<Record<string, Standing>>): boolean {
  return Object.values(versions).filter((standing) => standing === 'promoted').length <= 1;
}

/** A version identified by name and content. */
const versionRefSchema = z.strictObject({ id, version, sha256 });

/** What a change is, as its audit event and the model's record have it. */
export const changeShape = {
  change: z.enum(modelChanges),
  /** Hash of the manifest's contract at that time. If the manifest changes later, the version is not run. */
  contractSha256: sha256.optional(),
  from: z.enum([...standings, 'absent']),
  to: z.enum(standings),
  /** The version of the same model that was promoted until then, and is now off. */
  replaces: z.strictObject({ version, sha256 }).optional(),
  /**
   * Lighter builds of the model, or the model that this is a lighter build of, that were promoted until then.
   */
  tookOut: z.array(versionRefSchema).optional(),
  /** In the words of the person who made the change. */
  reason: z.string().min(1).max(4096),
};

/** One change to one version. */
const stepSchema = z.strictObject({
  /** Id of the audit event recorded before the change. */
  eventId: sha256,
  at: z.iso.datetime(),
  by: actorSchema,
  version,
  /** SHA-256 of the network. */
  sha256,
  ...changeShape,
});

/** `models/standing.json`: the state of the folder's versions until the site decides otherwise. */
export const shippedStandingSchema = z.strictObject({
  schemaVersion: z.literal(1),
  models: z.record(id, versionsSchema),
});

/**
 * `standing/{id}.json` in the site's `models` container: what the site decided for a model, and its history.
 */
export const siteStandingSchema = z.strictObject({
  schemaVersion: z.literal(1),
  id,
  /** The shipped folder's state when the site made its first change. */
  start: versionsSchema,
  /** Every step since then, oldest first. The current state of the versions follows from them. */
  history: z.array(stepSchema),
});

export type StandingStep = z.infer<typeof stepSchema>;
export type ShippedStanding = z.infer<typeof shippedStandingSchema>;
export type SiteStanding = z.infer<typeof siteStandingSchema>;
export type VersionRef = z.infer<typeof versionRefSchema>;

/** The state of one model, derived from a record. */
export interface ModelStanding {
  readonly id: string;
  readonly versions: Readonly<Record<string, Standing>>;
  /** The versions promoted so far, in order; the last is the promoted one, unless it was retired. */
  readonly line: readonly string[];
  readonly history: readonly StandingStep[];
}

/** The site's record if there is one, else the shipped state, else the default. */
export function emptyStanding(id: string, shipped: ShippedStanding | undefined): SiteStanding {
  return { schemaVersion: 1, id, start: shipped?.models[id] ?? {}, history: [] };
}

/** The state of a model after all the steps in its record. */
export function standingAfter({ id, start, history }: SiteStanding): ModelStanding {
  const promoted = Object.keys(start).filter((one) => start[one] === 'promoted');
  const first = { versions: start, line: promoted };
  const { versions, line } = history.reduce(afterStep, first);
  return { id, versions, line, history };
}

type Place = Pick<ModelStanding, 'versions' | 'line'>;

function afterStep({ versions, line }: Place, step: StandingStep): Place {
  const before = Object.keys(versions).filter(
    (one) => versions[one] === 'promoted' && step.to === 'promoted',
  );
  const out = Object.fromEntries(before.map((one) => [one, 'off' as const]));
  return { versions: { ...versions, ...out, [step.version]: step.to }, line: lineAfter(line, step) };
}

function lineAfter(line: readonly string[], { version: one, change, to }: StandingStep): readonly string[] {
  if (to !== 'promoted') return line.filter((known) => known !== one);
  if (line.at(-1) === one) return line;
  const at = line.lastIndexOf(one);
  return change === 'rolled-back' && at >= 0 ? line.slice(0, at + 1) : [...line, one];
}

export function standingOf(model: ModelStanding | undefined, version: string): Standing {
  return model?.versions[version] ?? unspoken;
}

export function promotedVersion({ versions }: ModelStanding): string | undefined {
  return Object.keys(versions).find((one) => versions[one] === 'promoted');
}

/** The last step that gave the version its current state; undefined if the shipped folder did. */
export function lastStepOf({ history }: ModelStanding, version: string): StandingStep | undefined {
  return history.findLast((step) => step.version === version || replaced(step, version));
}

function replaced(step: StandingStep, version: string): boolean {
  return step.replaces?.version === version;
}

/** The contract the version was last admitted under; undefined if none was recorded. */
export function boundContract({ history }: ModelStanding, version: string): StandingStep | undefined {
  return history.findLast((step) => step.version === version && step.contractSha256 !== undefined);
}

/** When the promoted version was promoted, to tell which of two came later; '' if it was shipped promoted. */
function promotedAt(model: ModelStanding): string {
  const now = promotedVersion(model);
  return model.history.findLast((step) => step.version === now && step.to === 'promoted')?.at ?? '';
}

/**
 * Which model is promoted among those that exclude each other, a model and its lighter builds: the one
 * promoted last. There are two only between the two steps of one promotion, or if the command was interrupted
 * there.
 */
export function speakerOf(family: readonly ModelStanding[]): ModelStanding | undefined {
  return family
    .filter((model) => promotedVersion(model) !== undefined)
    .sort(
      (a, b) =>
        Date.parse(promotedAt(b) || '1970-01-01') - Date.parse(promotedAt(a) || '1970-01-01') ||
        (a.id < b.id ? -1 : 1),
    )[0];
}

/**
 * The record with one more step; the same object if the step is already there.
 *
 * @param after number of steps in the record when the step was decided
 * @throws StandingChangedError if somebody else changed the record first
 */
export function withStep(record: SiteStanding, step: StandingStep, after: number): SiteStanding {
  if (record.history.some(({ eventId }) => eventId === step.eventId)) return record;
  if (record.history.length !== after) throw new StandingChangedError(record.id);
  return { ...record, history: [...record.history, step] };
}

/** Somebody else changed the same model between the read and the write. */
export class StandingChangedError extends Error {
  override readonly name = 'StandingChangedError';

  constructor(readonly id: string) {
    super(
      `somebody else has just changed what ${id} may do: look again, and repeat the command if it is still right`,
    );
  }
}
