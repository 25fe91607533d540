import type { ClassifierManifest, ModelLabel } from '../manifest/manifest';

/**
 * Turns the scores output of a classifier into one probability (0 … 1) per label, with the manifest's
 * calibration and activation. Later code never sees logits.
 *
 * @param scores one value per label, in the order of `manifest.labels`
 */
export function probabilitiesOf(manifest: ClassifierManifest, scores: Float32Array): number[] {
  const { kind, activation } = manifest.outputs.scores;
  if (kind === 'probabilities') return manifest.labels.map((_, i) => clampToShare(scores[i] as number));
  return manifest.labels.map((label, i) => {
    const logits = Array.from(scores, (score) => calibratedLogit(label, score));
    return activation === 'softmax' ? softmaxAt(logits, i) : sigmoid(logits[i] as number);
  });
}

/** The logit of a label after its calibration (Platt 1999; temperature: Guo et al. 2017). */
export function calibratedLogit({ calibration }: ModelLabel, logit: number): number {
  switch (calibration.kind) {
    case 'platt':
      return calibration.slope * logit + calibration.intercept;
    case 'temperature':
      return logit / calibration.temperature;
    case 'none':
      return logit;
  }
}

export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** The softmax of logits, for one of them. */
export function softmaxAt(logits: readonly number[], index: number): number {
  const top = Math.max(...logits);
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - top), 0);
  return Math.exp((logits[index] as number) - top) / sum;
}

/** Rounding in the network may exceed the range slightly. */
export function clampToShare(value: number): number {
  return Math.min(1, Math.max(0, value));
}
