import { type ClassifierManifest, type GateManifest, type ModelManifest, manifestSchema } from './manifest';
import { describeIssue } from './manifestWords';
import { ModelProblem } from './modelProblem';
import { describeUnfilled, isUnder, unfilledIn } from './unfilled';

/**
 * Parses the text of a manifest.json.
 *
 * @throws ModelProblem that names every wrong key and what was expected there
 */
export function parseManifest(text: string): ModelManifest {
  const value = parseJson(text);
  const unfilled = unfilledIn(value);
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success || unfilled.length > 0) {
    const issues = parsed.error?.issues ?? [];
    const wrong = issues
      .filter(({ path }) => !unfilled.some((one) => isUnder(one.path, path)))
      .flatMap((issue) => describeIssue(issue, manifestSchema, value));
    throw problemOf([...unfilled.map(describeUnfilled), ...wrong]);
  }
  const contradictions = contradictionsIn(parsed.data);
  if (contradictions.length > 0) throw problemOf(contradictions);
  return parsed.data;
}

function problemOf(problems: readonly string[]): ModelProblem {
  return new ModelProblem(`manifest.json: ${problems.join('; ')}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ModelProblem(`manifest.json is not JSON: ${(cause as Error).message}`, { cause });
  }
}

/** Checks what no single key shows: keys that must agree with each other. */
function contradictionsIn(manifest: ModelManifest): string[] {
  const { input } = manifest;
  const found: string[] = [];
  const overRegion = input.normalise.kind === 'standardise' && input.normalise.over === 'region';
  if ((input.channels.includes('region') || overRegion) && input.preparedBy === undefined)
    found.push('input.preparedBy: expected the id of a region model, because the input uses a region');
  if (input.normalise.kind === 'mean-std')
    for (const key of ['mean', 'std'] as const)
      if (input.normalise[key].length !== input.channels.length)
        found.push(
          `input.normalise.${key}: expected ${input.channels.length} numbers, one for every channel`,
        );
  if (input.cropShare !== undefined && input.fit !== 'crop')
    found.push('input.cropShare: expected input.fit crop beside it, since nothing else is cropped');
  if (manifest.kind === 'region' && input.fit === 'stretch')
    found.push('input.fit: expected pad or crop, because a region needs the picture with its aspect kept');
  switch (manifest.kind) {
    case 'region':
      return found;
    case 'gate':
      return [...found, ...contradictionsInGate(manifest)];
    case 'classifier':
      return [...found, ...contradictionsInLabels(manifest)];
  }
}

function contradictionsInGate({ gate, file }: GateManifest): string[] {
  const found: string[] = [];
  const names = gate.classes.map(({ name }) => name);
  if (new Set(names).size !== names.length) found.push('gate.classes: expected every name once');
  const accepted = gate.classes.filter((one) => one.accepted).length;
  if (accepted === 0 || accepted === names.length)
    found.push('gate.classes: expected some that are accepted and some that are not');
  if (gate.unsureBelow < gate.threshold) found.push('gate.unsureBelow: expected the threshold or more');
  if (gate.boundTo !== file.sha256)
    found.push('gate.boundTo: the threshold was chosen for another network than file.sha256');
  return found;
}

function contradictionsInLabels(manifest: ClassifierManifest): string[] {
  const found: string[] = [];
  const names = manifest.labels.map((label) => label.name);
  if (new Set(names).size !== names.length) found.push('labels: expected every name once');
  for (const [index, { operatingPoint, calibration, priority }] of manifest.labels.entries()) {
    const [low, high] = operatingPoint?.band ?? [0, 1];
    if (operatingPoint === undefined && priority !== undefined)
      found.push(
        `labels.${index}.priority: expected an operatingPoint beside it, since nothing is positive without`,
      );
    if (operatingPoint !== undefined && operatingPoint.boundTo !== manifest.file.sha256)
      found.push(
        `labels.${index}.operatingPoint.boundTo: the threshold was chosen for another network than file.sha256`,
      );
    if (operatingPoint && !(low <= operatingPoint.threshold && operatingPoint.threshold <= high))
      found.push(`labels.${index}.operatingPoint.band: expected a range around the threshold`);
    if (calibration.kind !== 'none' && manifest.outputs.scores.kind !== 'logits')
      found.push(`labels.${index}.calibration.kind: ${calibration.kind} needs outputs.scores.kind logits`);
    if (calibration.kind === 'platt' && manifest.outputs.scores.activation !== 'sigmoid')
      found.push(`labels.${index}.calibration.kind: platt needs outputs.scores.activation sigmoid`);
  }
  return found;
}
