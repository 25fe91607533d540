import { createHash } from 'node:crypto';
import type { Analysis, Finding, ModelRef } from '../domain/analysis';
import type { GreyPicture } from '../imaging/picture';
import type { Box } from '../imaging/resize';
import type { LoadedModel } from './admission';
import { findRegion, isBlank } from './findRegion';
import type { ClassifierManifest, ModelLabel } from './manifest';
import type { Mask } from './mask';
import { ModelProblem } from './modelProblem';
import { type ModelRepository, modelRefOf, preparingRegion } from './modelRepository';
import { frameWhole, PREPROCESSING, type Samples, toTensor } from './preprocess';
import { probabilitiesOf } from './probabilities';
import { cropToRegion } from './regionCrop';
import { type HeatMap, heatMapsOf } from './saliency';
import { type FloatTensor, runNetwork } from './session';

/** The same picture twice: display values (0 black … 1 white), and the values after the modality LUT alone. */
export interface PictureValues {
  readonly display: GreyPicture;
  readonly modality: GreyPicture;
}

/** What a model said, and where it looked; no heat maps where it abstained or has no class-activation output. */
export interface AnalysisWithHeatMaps {
  readonly analysis: Analysis;
  readonly heatMaps: readonly HeatMap[];
}

/** What a classifier is shown: samples, the rectangle of the picture that they cover, and the region inside. */
interface View {
  readonly samples: Samples;
  readonly box: Box;
  readonly region?: Mask;
  readonly notes: readonly string[];
}

/**
 * Runs one classifier, and before it the region model that prepares its input, on one picture.
 *
 * It abstains, with a reason, where the picture is blank or the region is not there. Nothing is hidden in a score.
 *
 * @param modelRef as `routeImage` named it
 * @throws ModelProblem where the model is not loaded, or a network answers with values that are not finite
 */
export async function analyse(
  repository: ModelRepository,
  modelRef: ModelRef,
  picture: PictureValues,
): Promise<AnalysisWithHeatMaps> {
  const model = find(repository, modelRef);
  const source = picture[model.manifest.input.source];
  const view = await viewOf(repository, model.manifest, source, picture.display);
  if ('reason' in view) {
    const { reason, notes } = view;
    return { analysis: { outcome: 'abstained', model: modelRef, reason, notes: [...notes] }, heatMaps: [] };
  }
  const tensor = toTensor(view.samples, model.manifest.input, view.region);
  const { scores, evidence } = await classify(model, tensor);
  const analysis = {
    outcome: 'analysed' as const,
    model: modelRef,
    findings: findingsOf(model.manifest, scores),
    tensorSha256: createHash('sha256').update(bytesOf(tensor.data)).digest('hex'),
    preprocessing: PREPROCESSING,
    notes: [...view.notes],
  };
  const probabilities = analysis.findings.map(({ score }) => score);
  return {
    analysis,
    heatMaps: evidence ? heatMapsOf(model.manifest, evidence, probabilities, source, view) : [],
  };
}

/**
 * How many samples a picture has on its longer side when a model looks at it: those of its input, and of what it crops
 * away.
 *
 * @throws ModelProblem where the model is not loaded
 */
export function inputSideOf(repository: ModelRepository, modelRef: ModelRef): number {
  const { width, height, cropShare = 1 } = find(repository, modelRef).manifest.input;
  return Math.max(width, height) / cropShare;
}

function find({ classifiers }: ModelRepository, wanted: ModelRef): LoadedModel<ClassifierManifest> {
  const model = classifiers.find(
    (candidate) => modelRefOf(candidate).sha256 === wanted.sha256 && sameName(candidate, wanted),
  );
  if (model === undefined) throw new ModelProblem(`the model ${wanted.id} ${wanted.version} is not loaded`);
  return model;
}

function sameName({ manifest }: LoadedModel<ClassifierManifest>, { id, version }: ModelRef): boolean {
  return manifest.id === id && manifest.version === version;
}

async function viewOf(
  repository: ModelRepository,
  manifest: ClassifierManifest,
  source: GreyPicture,
  display: GreyPicture,
) {
  const preparing = preparingRegion(repository.regions, manifest);
  if (preparing === undefined) return wholeView(manifest, source);
  const search = await findRegion(preparing, display);
  if (!search.found) return search;
  const { width, height } = manifest.input;
  const crop = cropToRegion(source, search.region, preparing.manifest.region, width, height);
  const samples = { picture: crop.picture, counts: crop.region.data };
  if (!crop.region.data.includes(1)) return { reason: 'region-not-found' as const, notes: search.notes };
  return { samples, box: crop.box, region: crop.region, notes: search.notes };
}

function wholeView(
  manifest: ClassifierManifest,
  source: GreyPicture,
): View | { reason: 'blank-picture'; notes: string[] } {
  const { samples, frame, padded } = frameWhole(source, manifest.input);
  if (isBlank(samples)) return { reason: 'blank-picture', notes: [] };
  return { samples, box: frame, notes: padded ? ['padded'] : [] };
}

async function classify({ manifest, session }: LoadedModel<ClassifierManifest>, tensor: FloatTensor) {
  const { scores, evidence } = manifest.outputs;
  const names = evidence === undefined ? [scores.name] : [scores.name, evidence.name];
  const [values, maps] = await runNetwork(session, { name: manifest.input.name, tensor }, names);
  const count = values?.data.length ?? 0;
  if (count !== manifest.labels.length)
    throw new ModelProblem(
      `labels: expected ${count}, as many as the network has scores, got ${manifest.labels.length}`,
    );
  return { scores: (values as FloatTensor).data, evidence: maps };
}

function findingsOf(manifest: ClassifierManifest, scores: Float32Array): Finding[] {
  const probabilities = probabilitiesOf(manifest, scores);
  return manifest.labels.map((label, index) => findingOf(label, probabilities[index] as number));
}

function findingOf({ name, title, operatingPoint, priority }: ModelLabel, score: number): Finding {
  if (operatingPoint === undefined) return { label: name, title, score, positive: false };
  const { threshold, band } = operatingPoint;
  const positive = score >= threshold;
  return { label: name, title, score, threshold, band, positive, ...(priority && { priority }) };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
