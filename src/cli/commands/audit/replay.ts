import { createApp } from '../../../app/app';
import { isId } from '../../../domain/kernel/ids';
import { type LogPlace, type PlaceOptions, withLog } from '../../site/logPlace';
import { settingsOfPlace } from '../../site/siteOfPlace';
import { UsageError } from '../../terminal/errors';
import { exitCodes } from '../../terminal/exitCodes';
import { type Replay, type ReplayedModel, replay } from './support/replay';

interface ReplayOptions extends PlaceOptions {
  readonly all?: boolean;
}

/** `triage audit replay IMAGE …`. @returns the exit status */
export function replayImages(images: readonly string[], options: ReplayOptions): Promise<number> {
  return withLog(undefined, options, (place) => replayAll(place, images, options));
}

async function replayAll(place: LogPlace, named: readonly string[], options: ReplayOptions): Promise<number> {
  const images = options.all ? await imagesOf(place) : named;
  if (images.length === 0) throw new UsageError('Name an image by its id, or use --all.');
  if (!images.every((id) => isId(id))) throw new UsageError('An image id is 64 hexadecimal digits.');
  const app = createApp(settingsOfPlace(place, options));
  let [same, other] = [0, 0];
  try {
    for (const imageId of images) {
      const found = await replay(app, imageId);
      process.stdout.write(asText(found));
      if (found.models.every((model) => model.same)) same += 1;
      else other += 1;
    }
  } finally {
    await app.close();
  }
  process.stdout.write(`${same} of ${same + other} images came out the same.\n`);
  return other === 0 ? exitCodes.done : exitCodes.failed;
}

async function imagesOf({ tree }: LogPlace): Promise<string[]> {
  const ids: string[] = [];
  for await (const name of tree.list('images')) {
    const [imageId = '', part] = name.split('/');
    if (part === 'image.json') ids.push(imageId);
  }
  return ids;
}

function asText({ imageId, sequence, from, models, changed }: Replay): string {
  const lines = models.map((model) => `  ${modelWords(model)}`);
  if (models.length === 0) lines.push('  no model analysed it then: nothing to run again');
  for (const { path, then, now } of changed)
    lines.push(
      `  setting ${path}: ${JSON.stringify(then) ?? 'absent'} then, ${JSON.stringify(now) ?? 'absent'} now`,
    );
  return `${imageId}  entry ${sequence}, from the ${from}\n${lines.join('\n')}\n`;
}

function modelWords({ recorded, now, same, sameTensor, largest }: ReplayedModel): string {
  const name = `${recorded.model.id}@${recorded.model.version}`;
  if (now === undefined || (now.outcome !== recorded.outcome && now.outcome === 'abstained'))
    return `${name}: OTHER: ${recorded.outcome} then, and now it abstains (${now?.outcome === 'abstained' ? now.reason : 'no answer'})`;
  if (recorded.outcome === 'abstained')
    return same ? `${name}: the same: it abstains (${recorded.reason})` : `${name}: OTHER: it abstained then`;
  const scores = recorded.findings.map(({ label, score }) => `${label} ${score.toFixed(4)}`).join(', ');
  if (same) return `${name}: the same tensor and scores (${scores})`;
  const tensor = sameTensor ? 'the same tensor' : 'ANOTHER TENSOR';
  const score =
    largest === 0
      ? 'the same scores, and something else differs'
      : `scores differ by up to ${largest.toExponential(1)}`;
  return `${name}: OTHER: ${tensor}; ${score}`;
}
