import { createApp } from '../../../app/app';
import { isId } from '../../../domain/kernel/identifiers/ids';
import { texts } from '../../language/language';
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
  if (images.length === 0) throw new UsageError(texts.audit.image.choose);
  if (!images.every((id) => isId(id))) throw new UsageError(texts.audit.image.id);
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
  process.stdout.write(`${texts.audit.replay.same(same, same + other)}\n`);
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
  const said = texts.audit.replay;
  const value = (one: unknown) => (one === undefined ? said.absent : JSON.stringify(one));
  const lines = [
    ...(models.length === 0 ? [said.noModel] : models.map(modelWords)),
    ...changed.map(({ path, then, now }) => said.setting(path, value(then), value(now))),
  ];
  const head = said.head(imageId, sequence, said.from[from]);
  return `${[head, ...lines.map((line) => `  ${line}`)].join('\n')}\n`;
}

function modelWords({ recorded, now, same, sameTensor, largest }: ReplayedModel): string {
  const said = texts.audit.replay;
  const name = `${recorded.model.id}@${recorded.model.version}`;
  if (now === undefined || (now.outcome !== recorded.outcome && now.outcome === 'abstained'))
    return said.abstainsNow(
      name,
      recorded.outcome,
      now?.outcome === 'abstained' ? now.reason : said.noAnswer,
    );
  if (recorded.outcome === 'abstained')
    return same ? said.abstains(name, recorded.reason ?? '') : said.abstainedThen(name);
  const scores = recorded.findings.map(({ label, score }) => `${label} ${score.toFixed(4)}`).join(', ');
  if (same) return said.sameScores(name, scores);
  const tensor = sameTensor ? said.sameTensor : said.otherTensor;
  return said.other(name, tensor, largest === 0 ? said.somethingElse : said.differ(largest.toExponential(1)));
}
