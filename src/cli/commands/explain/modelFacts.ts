import { aspectOf } from '../../../domain/image/pixelAspect';
import { withoutPicture } from '../../../domain/image/withoutPicture';
import type { Finding } from '../../../domain/models/analysis';
import { stanceOf } from '../../../domain/models/findings';
import { sizeOf, squareSize } from '../../../imaging/picture';
import type { RoutingDecision } from '../../../inference/run/routing';
import type { Look, Seen } from '../../../operations/ports';
import { phrases, texts, words } from '../../language/language';
import type { ExplainedImage } from './explainImage';

/** Each model in use, and what became of the image with it; one paragraph of lines each. */
export function modelFacts({ image, decisions, looks }: ExplainedImage): string[] {
  const reason = withoutPicture(image);
  if (reason !== undefined) return [texts.explain.models.none(phrases.notAnalysedAdvice(reason))];
  if (decisions.length === 0) return [texts.explain.models.none(phrases.notAnalysedAdvice('no-model'))];
  return decisions.flatMap((decision) => {
    const look = looks.find(({ analysis }) => nameOf(analysis) === nameOf(decision));
    return [
      routed(decision),
      ...(look === undefined ? [] : lookFacts(look, image).map((line) => `  ${line}`)),
    ];
  });
}

export function nameOf({ model }: Pick<RoutingDecision, 'model'>): string {
  return `${model.id}@${model.version}`;
}

function routed(decision: RoutingDecision): string {
  const said = texts.explain.models;
  const isShadow = decision.standing === 'shadow';
  const name = isShadow ? said.shadow(nameOf(decision)) : nameOf(decision);
  if (!decision.runs) return said.doesNotRun(name, decision.reason, decision.words);
  return isShadow ? said.wouldRun(name) : said.meantFor(name);
}

function lookFacts({ analysis, seen }: Look, image: ExplainedImage['image']): string[] {
  const said = texts.explain.models;
  const { gate, notes } = analysis;
  return [
    ...(gate === undefined ? [] : [gateFact(gate, analysis.outcome === 'abstained')]),
    ...(analysis.outcome === 'abstained'
      ? [said.noFindings(analysis.reason, phrases.notAnalysedAdvice(analysis.reason))]
      : analysis.findings.map(findingFact)),
    ...(seen === undefined ? [] : [said.wasShown(seenWords(seen, image))]),
    ...notes.map((note) => said.note(note, phrases.noteWords(note))),
  ];
}

function gateFact(
  { title, accepted, model }: NonNullable<Look['analysis']['gate']>,
  abstained: boolean,
): string {
  const name = `${model.id}@${model.version}`;
  return texts.explain.models.gate(name, title, words.values.percent(accepted), !abstained);
}

function findingFact(finding: Finding): string {
  const threshold = finding.threshold === undefined ? '' : ` ${finding.threshold.toFixed(3)}`;
  const stance = words.stances[stanceOf(finding)];
  return texts.explain.models.finding(finding.title, finding.score.toFixed(3), stance, threshold);
}

/** The part of the picture that the network was shown, in words. */
function seenWords({ box, samples, counts }: Seen, image: ExplainedImage['image']): string {
  const said = texts.explain.models;
  const size = squareSize(sizeOf(image));
  const [x, y] = [Math.round(box.x), Math.round(box.y)];
  const [width, height] = [Math.round(box.width), Math.round(box.height)];
  const whole = x <= 0 && y <= 0 && x + width >= size.width && y + height >= size.height;
  const part = aspectOf(image) === 1 ? said.partInPixels : said.partInSquares;
  const where = whole ? said.wholePicture : part(width, height, x, y);
  const unused = counts.reduce((sum, counted) => sum + 1 - counted, 0) / counts.length;
  const blank = unused === 0 ? undefined : words.values.percent(unused);
  return said.samples(where, samples.width, samples.height, blank);
}
