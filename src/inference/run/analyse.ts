import { createHash } from 'node:crypto';
import type { Analysis, Finding, GateAnswer, ModelRef, Part } from '../../domain/models/analysis';
import type { AnalysisNote } from '../../domain/models/analysisNotes';
import type { NotAnalysedReason } from '../../domain/reasons/notAnalysedReason';
import type { GreyPicture } from '../../imaging/picture';
import type { Box } from '../../imaging/resizing/resize';
import type { ClassifierManifest, ModelInput, ModelLabel } from '../manifest/manifest';
import { ModelProblem } from '../manifest/modelProblem';
import type { FloatTensor } from '../onnx/network';
import { runNetwork } from '../onnx/runNetwork';
import type { LoadedModel } from '../repository/admission';
import { gateOf, type ModelRepository, modelRefOf, preparingRegion } from '../repository/modelRepository';
import type { Examination } from './examination';
import { isBlank } from './findRegion';
import type { Mask } from './mask';
import { occlusionMapsOf } from './occlusion';
import { frameWhole, PREPROCESSING, type Samples, toTensor } from './preprocess';
import { probabilitiesOf } from './probabilities';
import { cropToRegion } from './regionCrop';
import { type HeatMap, heatMapsOf } from './saliency';

/** What the network was shown of the picture, before its values were normalised. */
export interface Seen {
  readonly samples: GreyPicture;
  /** 1 where the network was given the picture; the others are padding, or outside the region. */
  readonly counts: Uint8Array;
  readonly box: Box;
}

/** A model's answer and its heat maps; none if it abstained, or if it draws none and is negative. */
export interface AnalysisWithHeatMaps {
  readonly analysis: Analysis;
  readonly heatMaps: readonly HeatMap[];
  /** What the network was shown; absent if it was shown nothing. */
  readonly seen?: Seen;
}

/** Why a picture was kept from a classifier, or what to note about one that was not. */
interface Admission {
  readonly reason?: NotAnalysedReason;
  readonly gate?: GateAnswer;
  /** What is looked at, where an even border was cut off. */
  readonly inside?: Part;
  readonly notes: readonly AnalysisNote[];
}

/** What a classifier sees: samples, the rectangle of the picture that they cover, and the region inside. */
interface View {
  readonly samples: Samples;
  readonly box: Box;
  readonly region?: Mask;
  readonly notes: readonly AnalysisNote[];
}

/**
 * Runs one classifier on one picture, after the checks of the picture itself, the gate model that the
 * classifier names, and the region model that prepares its input, in this order.
 *
 * It abstains, with a reason, if one of them rejects the picture. A score never hides a rejection.
 *
 * @param modelRef as `routeImage` named it
 * @param examination of the picture, shared by all classifiers that see it
 * @param wanted heat maps of a network that draws none cost up to 144 more runs of it
 * @throws ModelProblem if the model is not loaded, or a network answers with values that are not finite
 * @throws whatever the picture throws
 */
export async function analyse(
  repository: ModelRepository,
  modelRef: ModelRef,
  examination: Examination,
  wanted: { readonly heatMaps: boolean } = { heatMaps: true },
): Promise<AnalysisWithHeatMaps> {
  const model = find(repository, modelRef);
  const admission = await admit(repository, model.manifest, examination);
  if (admission.reason !== undefined) return abstained(modelRef, admission, admission.reason);
  const view = await viewOf(repository, model.manifest, examination);
  const notes = [...admission.notes, ...view.notes, ...ageNotes(model.manifest, examination)];
  if ('reason' in view) return abstained(modelRef, { ...admission, notes }, view.reason);
  const tensor = toTensor(view.samples, model.manifest.input, view.region);
  const { scores, evidence } = await classify(model, tensor);
  const findings = findingsOf(model.manifest, scores);
  const { notLookedFor } = model.manifest.intendedUse;
  const analysis = {
    outcome: 'analysed' as const,
    model: modelRef,
    findings,
    ...(notLookedFor && { notLookedFor }),
    tensorSha256: createHash('sha256').update(bytesOf(tensor.data)).digest('hex'),
    preprocessing: PREPROCESSING,
    ...inputsOf(admission),
    notes,
  };
  const seen = seenOf(view, model.manifest.input);
  if (!wanted.heatMaps) return { analysis, heatMaps: [], seen };
  const { picture } = examination;
  const heatMaps =
    evidence === undefined
      ? await occlusionMapsOf(model, { tensor, counts: view.samples.counts, findings }, picture, view)
      : heatMapsOf(
          model.manifest,
          evidence,
          findings.map(({ score }) => score),
          picture,
          view,
        );
  return { analysis, heatMaps, seen };
}

/** Fixed scaling keeps what lies outside the region; standardising removes it. */
function seenOf({ samples, box, region }: View, { normalise }: ModelInput): Seen {
  const whole = region !== undefined && normalise.kind !== 'standardise';
  const counts = whole ? samples.counts.map(() => 1) : samples.counts;
  return { samples: samples.picture, counts, box };
}

function abstained(model: ModelRef, admission: Admission, reason: NotAnalysedReason): AnalysisWithHeatMaps {
  const notes = [...admission.notes];
  const analysis = { outcome: 'abstained' as const, model, reason, ...inputsOf(admission), notes };
  return { analysis, heatMaps: [] };
}

function inputsOf({ gate, inside }: Admission): Pick<Analysis, 'gate' | 'inside'> {
  return { ...(gate && { gate }), ...(inside && { inside }) };
}

/**
 * The measurements of the picture come first: a network would answer about a blank picture too. Whether black
 * and white look inverted is for the gate to judge; without a gate, the measurements decide.
 */
async function admit(
  repository: ModelRepository,
  manifest: ClassifierManifest,
  examination: Examination,
): Promise<Admission> {
  const judgement = await examination.judgement();
  const gate = gateOf(repository.gates, manifest);
  if (judgement.reason !== undefined) return judgement;
  if (gate === undefined)
    return judgement.notes.includes('may-be-inverted')
      ? { ...judgement, reason: 'picture-inverted' }
      : judgement;
  const decision = examination.gate(gate);
  const region = preparingRegion(repository.regions, manifest);
  if (region) examination.prepareRegion(region);
  const { answer, reason, notes } = await decision;
  return { ...judgement, gate: answer, ...(reason && { reason }), notes: [...judgement.notes, ...notes] };
}

/**
 * The longest side, in samples, at which a model or one of its helpers sees the picture, including what its
 * crop leaves out.
 *
 * @throws ModelProblem if the model is not loaded
 */
export function inputSideOf(repository: ModelRepository, modelRef: ModelRef): number {
  const { manifest } = find(repository, modelRef);
  const before = [gateOf(repository.gates, manifest), preparingRegion(repository.regions, manifest)];
  const inputs = [manifest, ...before.flatMap((model) => model?.manifest ?? [])].map(({ input }) => input);
  return Math.max(...inputs.map(({ width, height, cropShare = 1 }) => Math.max(width, height) / cropShare));
}

/** Attributes keep those out who are too young; where there is no age, a person has to know. */
function ageNotes({ intendedUse }: ClassifierManifest, { ageYears }: Examination): AnalysisNote[] {
  return ageYears === undefined && intendedUse.minimumAgeYears > 0 ? ['age-unknown'] : [];
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

async function viewOf(repository: ModelRepository, manifest: ClassifierManifest, examination: Examination) {
  const { picture } = examination;
  const preparing = preparingRegion(repository.regions, manifest);
  if (preparing === undefined) return wholeView(manifest, examination);
  const search = await examination.region(preparing);
  if (!search.found) return search;
  const crop = await cropToRegion(picture, search.region, preparing.manifest.region, manifest.input);
  const samples = { picture: crop.picture, counts: crop.region.data };
  if (!crop.region.data.includes(1)) return { reason: 'region-not-found' as const, notes: search.notes };
  return { samples, box: crop.box, region: crop.region, notes: search.notes };
}

async function wholeView(
  { input }: ClassifierManifest,
  examination: Examination,
): Promise<View | { reason: 'blank-picture'; notes: AnalysisNote[] }> {
  const { samples, frame, padded } = await frameWhole(
    examination.picture,
    input.source,
    input,
    await examination.inside(),
  );
  if (isBlank(samples)) return { reason: 'blank-picture', notes: [] };
  return { samples, box: frame, notes: padded ? ['padded'] : [] };
}

async function classify({ manifest, network }: LoadedModel<ClassifierManifest>, tensor: FloatTensor) {
  const { scores, evidence } = manifest.outputs;
  const names = evidence === undefined ? [scores.name] : [scores.name, evidence.name];
  const [values, maps] = await runNetwork(network, { name: manifest.input.name, tensor }, names);
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

function findingOf({ name, title, code, operatingPoint, priority }: ModelLabel, score: number): Finding {
  const label = { label: name, title, ...(code && { code }), score };
  if (operatingPoint === undefined) return { ...label, positive: false };
  const { threshold, band } = operatingPoint;
  return { ...label, threshold, band, positive: score >= threshold, ...(priority && { priority }) };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
