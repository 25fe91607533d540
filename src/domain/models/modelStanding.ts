import { z } from 'zod';
import { actorSchema } from '../kernel/actor';
import { modelChanges } from './modelChanges';

/**
 * What a version of a model may do. `promoted`: it speaks, and the worklist is ordered by it. `shadow`: it runs and is
 * recorded, is not shown, and nothing is ordered by it. `off`: it is not run.
 */
export const standings = ['promoted', 'shadow', 'off'] as const;
export type Standing = (typeof standings)[number];

/** What a version is that nobody has said anything about. */
export const unspoken: Standing = 'shadow';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const version = z.string().regex(/^\d+\.\d+\.\d+$/);
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const versionsSchema = z
  .record(version, z.enum(standings))
  .refine(onePromoted, 'expected one promoted version at most');

function onePromoted(versions: Readonly<Record<string, Standing>>): boolean {
  return Object.values(versions).filter((standing) => standing === 'promoted').length <= 1;
}

/** A version by name and content. */
const versionRefSchema = z.strictObject({ id, version, sha256 });

/** One change of one version's standing. */
const stepSchema = z.strictObject({
  /** Of the audit event that was recorded before. */
  eventId: sha256,
  at: z.iso.datetime(),
  by: actorSchema,
  change: z.enum(modelChanges),
  version,
  /** Of the network. */
  sha256,
  /** Of what the manifest made of it then; a version whose manifest says otherwise later is not run. */
  contractSha256: sha256.optional(),
  from: z.enum([...standings, 'absent']),
  to: z.enum(standings),
  /** The version of the same model that spoke until then, and is off now. */
  replaces: z.strictObject({ version, sha256 }).optional(),
  /** Lighter builds of the model, or the model that this one is a lighter build of, that spoke until then. */
  tookOut: z.array(versionRefSchema).optional(),
  reason: z.string().min(1),
});

/** `models/standing.json`: what the versions of the folder are until the site says otherwise. */
export const shippedStandingSchema = z.strictObject({
  schemaVersion: z.literal(1),
  models: z.record(id, versionsSchema),
});

/** `standing/{id}.json` in the site's `models` container: what the site has made of a model, and how that came. */
export const siteStandingSchema = z.strictObject({
  schemaVersion: z.literal(1),
  id,
  /** What the shipped folder said when the site first spoke. */
  start: versionsSchema,
  /** Every step since then, the oldest first. What the versions are now follows from it. */
  history: z.array(stepSchema),
});

export type StandingStep = z.infer<typeof stepSchema>;
export type ShippedStanding = z.infer<typeof shippedStandingSchema>;
export type SiteStanding = z.infer<typeof siteStandingSchema>;
export type VersionRef = z.infer<typeof versionRefSchema>;

/** Where one model stands: what follows from a record. */
export interface ModelStanding {
  readonly id: string;
  readonly versions: Readonly<Record<string, Standing>>;
  /** The versions that spoke, one after the other; the last is the one that speaks, unless it was retired. */
  readonly line: readonly string[];
  readonly history: readonly StandingStep[];
}

/** The site's record if it has one, else what the folder says, else nothing. */
export function emptyStanding(id: string, shipped: ShippedStanding | undefined): SiteStanding {
  return { schemaVersion: 1, id, start: shipped?.models[id] ?? {}, history: [] };
}

/** Where a model stands after everything that its record tells. */
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

/** The last step that made the version what it is; none where the shipped folder did. */
export function lastStepOf({ history }: ModelStanding, version: string): StandingStep | undefined {
  return history.findLast((step) => step.version === version || replaced(step, version));
}

function replaced(step: StandingStep, version: string): boolean {
  return step.replaces?.version === version;
}

/** The contract that the version was last admitted under; none where nobody has bound it. */
export function boundContract({ history }: ModelStanding, version: string): StandingStep | undefined {
  return history.findLast((step) => step.version === version && step.contractSha256 !== undefined);
}

/** When the version that speaks began to, for telling who of two was promoted later; '' where it was shipped so. */
function promotedAt(model: ModelStanding): string {
  const now = promotedVersion(model);
  return model.history.findLast((step) => step.version === now && step.to === 'promoted')?.at ?? '';
}

/**
 * Who speaks of models that never speak together: a model and its lighter builds. The one that was promoted last. There
 * are two only between the two steps of one promotion, or where the command was stopped there.
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
 * The record with one more step; the same object where it has it already.
 *
 * @param after how many steps the record had when the step was decided on
 * @throws StandingChangedError where somebody else was faster
 */
export function withStep(record: SiteStanding, step: StandingStep, after: number): SiteStanding {
  if (record.history.some(({ eventId }) => eventId === step.eventId)) return record;
  if (record.history.length !== after) throw new StandingChangedError(record.id);
  return { ...record, history: [...record.history, step] };
}

/** Somebody else changed the same model between the look and the change. */
export class StandingChangedError extends Error {
  override readonly name = 'StandingChangedError';

  constructor(readonly id: string) {
    super(
      `somebody else has just changed what ${id} may do: look again, and repeat the command if it is still right`,
    );
  }
}
