/** The path of a picture through the service, once without its later checks and once with each of them. */
import { createRequire } from 'node:module';
import path from 'node:path';

const dist = path.resolve(import.meta.dirname, '../../dist');
const require = createRequire(import.meta.url);
const load = (file) => require(path.join(dist, file));

const { readFile } = load('decoder/child/readFile.js');
const { defaultReadLimits } = load('domain/kernel/limits.js');
const { PictureThreads } = load('imaging/threads/pictureThreads.js');
const { analyse } = load('inference/run/analyse.js');
const { Examination } = load('inference/run/examination.js');
const { loadModelRepository, modelRefOf } = load('inference/repository/modelRepository.js');
const { routeImage } = load('inference/run/routing.js');

/** The classifier as if its manifest named this gate, or none. */
function gatedBy(repository, model, gate) {
  const { gatedBy: _, ...intendedUse } = model.manifest.intendedUse;
  const use = gate === undefined ? intendedUse : { ...intendedUse, gatedBy: gate };
  return { ...repository, classifiers: [{ ...model, manifest: { ...model.manifest, intendedUse: use } }] };
}

export async function openPipeline(options, say) {
  const repository = await loadModelRepository(options.models);
  for (const { id, version, reason } of repository.problems) say(`${id} ${version} did not load: ${reason}`);
  const model = repository.classifiers.findLast(({ manifest }) => manifest.id === options.classifier);
  if (model === undefined)
    throw new Error(`there is no classifier ${options.classifier} in ${options.models}`);
  const gate = model.manifest.intendedUse.gatedBy ?? options.gate;
  if (gate === undefined) say('no gate model: neither does the manifest name one nor --gate');
  else if (!repository.gates.some(({ manifest }) => manifest.id === gate))
    throw new Error(`the gate ${gate} is not loaded from ${options.models}`);
  const [ungated, gated] = [gatedBy(repository, model), gatedBy(repository, model, gate)];
  const ref = modelRefOf(model);
  const threads = new PictureThreads(1);

  /**
   * @returns whether it passes attributes and picture checks; also the lung field; also the gate; and why not
   */
  async function look(bytes) {
    const image = await readFile(bytes, '', defaultReadLimits);
    const [decision] = routeImage(ungated, image.description);
    if (decision === undefined || !decision.runs) return stopped(decision?.reason ?? 'no-model');
    const picture = threads.open(image.description, new Uint8Array(image.pixels));
    try {
      return await lookAt(new Examination(picture));
    } finally {
      picture.close();
    }
  }

  async function lookAt(examination) {
    const { reason } = await examination.judgement();
    if (reason !== undefined) return stopped(reason);
    const { analysis: shape } = await analyse(ungated, ref, examination);
    const { analysis } = gate === undefined ? { analysis: shape } : await analyse(gated, ref, examination);
    const passes = [true, shape.outcome === 'analysed', analysis.outcome === 'analysed'];
    return { passes, ...(analysis.outcome === 'abstained' && { reason: analysis.reason }) };
  }

  const named =
    gate === undefined ? undefined : repository.gates.findLast(({ manifest }) => manifest.id === gate);
  const title = ({ manifest }) => `${manifest.id} ${manifest.version}`;
  return { look, classifier: title(model), gate: named && title(named) };
}

const stopped = (reason) => ({ passes: [false, false, false], reason });
