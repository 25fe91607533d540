import type { GateAnswer } from '../../domain/models/analysis';
import type { AnalysisNote } from '../../domain/models/analysisNotes';
import type { NotAnalysedReason } from '../../domain/reasons/notAnalysedReason';
import type { GateManifest } from '../manifest/manifest';
import { ModelProblem } from '../manifest/modelProblem';
import type { FloatTensor } from '../onnx/network';
import { runNetwork } from '../onnx/runNetwork';
import type { LoadedModel } from '../repository/admission';
import { modelRefOf } from '../repository/modelRepository';
import { type Framed, toTensor } from './preprocess';
import { clampToShare, softmaxAt } from './probabilities';

/** A gate's answer about a picture, and whether a classifier may see it. `reason` is present if it may not. */
export interface GateDecision {
  readonly answer: GateAnswer;
  readonly reason?: NotAnalysedReason;
  readonly notes: readonly AnalysisNote[];
}

type Gate = LoadedModel<GateManifest>;

/**
 * Runs a gate model on a picture.
 *
 * @param framed its display values, as `frameWhole` frames them for the gate
 * @throws ModelProblem if the network's answer is not finite, or not one value per class
 */
export async function askGate({ manifest, network }: Gate, { samples }: Framed): Promise<GateDecision> {
  const { input, outputs, gate } = manifest;
  const tensor = toTensor(samples, input);
  const [output] = await runNetwork(network, { name: input.name, tensor }, [outputs.scores.name]);
  const scores = Array.from((output as FloatTensor).data);
  if (scores.length !== gate.classes.length)
    throw new ModelProblem(
      `gate.classes: expected ${scores.length}, as many as the network has scores, got ${gate.classes.length}`,
    );
  const shares =
    outputs.scores.kind === 'probabilities'
      ? scores.map(clampToShare)
      : scores.map((_, index) => softmaxAt(scores, index));
  return decide(manifest, shares);
}

/** @param shares probability of each class, in the order of the manifest */
export function decide(manifest: GateManifest, shares: readonly number[]): GateDecision {
  const { classes, threshold, unsureBelow } = manifest.gate;
  const accepted = clampToShare(
    classes.reduce((sum, one, index) => sum + (one.accepted ? (shares[index] as number) : 0), 0),
  );
  const passes = accepted >= threshold;
  // For a rejected picture, the most likely of the other classes: "rejected as a frontal chest" would say
  // nothing.
  const [top] = classes
    .map((one, index) => ({ ...one, share: shares[index] as number }))
    .filter((one) => passes || !one.accepted)
    .sort((a, b) => b.share - a.share);
  const { name, title } = top as GateManifest['gate']['classes'][number];
  const answer = { model: modelRefOf({ manifest }), class: name, title, accepted };
  if (!passes) return { answer, reason: reasonFor(name), notes: [] };
  return { answer, notes: accepted < unsureBelow ? ['gate-unsure'] : [] };
}

/** The first word of a class's name says what is wrong with the picture, if a person can correct it. */
function reasonFor(className: string): NotAnalysedReason {
  switch (className.split('-')[0]) {
    case 'inverted':
      return 'picture-inverted';
    case 'turned':
      return 'picture-turned';
    default:
      return 'not-the-right-picture';
  }
}
