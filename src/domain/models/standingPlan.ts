import {
  boundContract,
  lastStepOf,
  type ModelStanding,
  promotedVersion,
  type StandingStep,
  speakerOf,
  standingOf,
  type VersionRef,
} from './modelStanding';

/** A version in the repository. */
export interface PlannedVersion extends VersionRef {
  readonly contractSha256: string;
}

/** A planned step, and the state of the model's record that it was planned on. */
export interface PlannedStep extends Omit<StandingStep, 'eventId' | 'at' | 'by'> {
  readonly id: string;
  /** Number of steps in the record. */
  readonly after: number;
}

/** An impossible change: why, and what to do. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
}

/**
 * The models of a family, only one of which is promoted at a time, with every version of them in the
 * repository.
 */
export interface Family {
  readonly models: readonly ModelStanding[];
  readonly versions: readonly PlannedVersion[];
}

/**
 * Promotes a version. The version promoted before goes off, and so does any other promoted model of the
 * family.
 *
 * @returns no steps if it is already promoted
 */
export function planPromotion(family: Family, target: PlannedVersion, reason: string): PlannedStep[] {
  const model = modelOf(family, target.id);
  const rivals = rivalsOf(family, target.id);
  const bound = boundContract(model, target.version)?.contractSha256;
  const speaks = promotedVersion(model) === target.version;
  const isSame = bound === undefined || bound === target.contractSha256;
  const promotion = stepTo(model, target, 'promoted', 'promoted', reason, {
    ...replacing(family, model, target.version),
    ...(rivals.length > 0 ? { tookOut: rivals } : {}),
  });
  const steps = speaks && isSame && speakerOf(family.models)?.id === target.id ? [] : [promotion];
  return [...steps, ...rivals.map((rival) => takingOut(family, rival, target, reason))];
}

/**
 * Returns a model to the version promoted before. @throws PlanError if there is none, or it is not in the
 * repository
 */
export function planRollback(family: Family, id: string, reason: string): PlannedStep[] {
  const model = modelOf(family, id);
  const speaker = speakerOf(family.models);
  if (speaker !== undefined && speaker.id !== id)
    throw new PlanError(
      `${speaker.id} ${promotedVersion(speaker)} speaks in its place: roll back ${speaker.id}`,
    );
  const now = promotedVersion(model);
  const before = spokeBefore(model, now);
  const target = family.versions.find((one) => one.id === before.id && one.version === before.version);
  if (target === undefined)
    throw new PlanError(
      `${before.id} ${before.version} spoke before, but is no longer in the repository: add it again, or promote another`,
    );
  const back = modelOf(family, target.id);
  if (target.id === id)
    return [stepTo(back, target, 'rolled-back', 'promoted', reason, replacing(family, back, target.version))];
  const rival = refOf(family, model, now as string);
  const step = stepTo(back, target, 'rolled-back', 'promoted', reason, { tookOut: [rival] });
  return [step, takingOut(family, rival, target, reason)];
}

/** Retires a version. @returns no step if it is already off */
export function planRetirement(family: Family, target: VersionRef, reason: string): PlannedStep[] {
  const model = modelOf(family, target.id);
  if (standingOf(model, target.version) === 'off') return [];
  return [stepTo(model, target, 'retired', 'off', reason)];
}

/** Makes a version run without being shown. @returns no step if it already does */
export function planShadow(family: Family, target: PlannedVersion, reason: string): PlannedStep[] {
  const model = modelOf(family, target.id);
  const bound = boundContract(model, target.version)?.contractSha256 ?? target.contractSha256;
  if (standingOf(model, target.version) === 'shadow' && bound === target.contractSha256) return [];
  return [stepTo(model, target, 'shadowed', 'shadow', reason)];
}

/** Records the arrival of a version, as shadow. @returns no step if the site already knows it */
export function planAddition(family: Family, target: PlannedVersion, reason: string): PlannedStep[] {
  const model = modelOf(family, target.id);
  if (lastStepOf(model, target.version) !== undefined || model.versions[target.version] !== undefined)
    return [];
  return [{ ...stepTo(model, target, 'added', 'shadow', reason), from: 'absent' }];
}

function stepTo(
  model: ModelStanding,
  target: VersionRef | PlannedVersion,
  change: StandingStep['change'],
  to: StandingStep['to'],
  reason: string,
  more: Pick<StandingStep, 'replaces' | 'tookOut'> = {},
): PlannedStep {
  const { id, version, sha256 } = target;
  return {
    id,
    after: model.history.length,
    change,
    version,
    sha256,
    ...('contractSha256' in target ? { contractSha256: target.contractSha256 } : {}),
    from: standingOf(model, version),
    to,
    ...more,
    reason,
  };
}

/**
 * The previously promoted version, of the model itself or of one that it replaced. @throws PlanError if there
 * is none
 */
function spokeBefore(model: ModelStanding, now: string | undefined): Pick<VersionRef, 'id' | 'version'> {
  const promotion = model.history.findLast((step) => step.version === now && step.change === 'promoted');
  const [rival] = promotion?.tookOut ?? [];
  if (rival !== undefined) return rival;
  const version = now === undefined ? model.line.at(-1) : model.line.at(-2);
  if (version !== undefined) return { id: model.id, version };
  throw new PlanError(
    now === undefined
      ? `no version of ${model.id} has spoken before: promote one`
      : `no version of ${model.id} spoke before ${now}: promote another, or retire ${model.id}@${now}`,
  );
}

function takingOut(family: Family, rival: VersionRef, by: VersionRef, reason: string): PlannedStep {
  const why = `${by.id} ${by.version} speaks in its place: ${reason}`;
  return stepTo(modelOf(family, rival.id), rival, 'retired', 'off', why);
}

/** The promoted versions of the family's other models. */
function rivalsOf(family: Family, id: string): VersionRef[] {
  return family.models.flatMap((model) => {
    const version = promotedVersion(model);
    return model.id === id || version === undefined ? [] : [refOf(family, model, version)];
  });
}

function replacing(family: Family, model: ModelStanding, version: string): Pick<StandingStep, 'replaces'> {
  const before = promotedVersion(model);
  if (before === undefined || before === version) return {};
  return { replaces: { version: before, sha256: refOf(family, model, before).sha256 } };
}

/** A version that was promoted: from the repository if it is there, else as the record bound it. */
function refOf({ versions }: Family, model: ModelStanding, version: string): VersionRef {
  const known = versions.find((one) => one.id === model.id && one.version === version);
  const sha256 = known?.sha256 ?? lastStepOf(model, version)?.sha256;
  if (sha256 === undefined)
    throw new PlanError(`${model.id} ${version} is promoted, but is not in the repository`);
  return { id: model.id, version, sha256 };
}

function modelOf({ models }: Family, id: string): ModelStanding {
  return models.find((model) => model.id === id) ?? { id, versions: {}, line: [], history: [] };
}
