import { aspectOf } from '../../../domain/image/pixelAspect';
import { withoutPicture } from '../../../domain/image/withoutPicture';
import type { Finding } from '../../../domain/models/analysis';
import { stanceOf } from '../../../domain/models/findings';
import { notAnalysedAdvice, noteWords, words } from '../../../domain/words/words';
import { sizeOf, squareSize } from '../../../imaging/picture';
import type { RoutingDecision } from '../../../inference/run/routing';
import type { Look, Seen } from '../../../operations/ports';
import type { ExplainedImage } from './explainImage';

/** Each model in use, and what became of the image with it; one paragraph of lines each. */
export function modelFacts({ image, decisions, looks }: ExplainedImage): string[] {
  const reason = withoutPicture(image);
  if (reason !== undefined) return [`no model: ${notAnalysedAdvice(reason)}`];
  if (decisions.length === 0) return [`no model: ${notAnalysedAdvice('no-model')}`];
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
  const name = `${nameOf(decision)}${decision.standing === 'shadow' ? ' (shadow)' : ''}`;
  if (!decision.runs) return `${name} does not run (${decision.reason}): ${decision.words}`;
  if (decision.standing === 'shadow')
    return `${name} would run; its findings are recorded, not shown, and change no priority.`;
  return `${name} is meant for such images.`;
}

function lookFacts({ analysis, seen }: Look, image: ExplainedImage['image']): string[] {
  const { gate, notes } = analysis;
  return [
    ...(gate === undefined ? [] : [gateFact(gate, analysis.outcome === 'abstained')]),
    ...(analysis.outcome === 'abstained'
      ? [`gave no findings (${analysis.reason}): ${notAnalysedAdvice(analysis.reason)}`]
      : analysis.findings.map(findingFact)),
    ...(seen === undefined ? [] : [`was shown ${seenWords(seen, image)}`]),
    ...notes.map((note) => `note ${note}: ${noteWords(note)}`),
  ];
}

function gateFact(
  { title, accepted, model }: NonNullable<Look['analysis']['gate']>,
  abstained: boolean,
): string {
  const verdict = `${words.values.percent(accepted)} that it is a picture for this model`;
  const next = abstained ? '' : ', and let it through';
  return `its gate, ${model.id}@${model.version}, saw the whole picture: looks like ${title}; ${verdict}${next}`;
}

function findingFact(finding: Finding): string {
  const threshold = finding.threshold === undefined ? '' : ` ${finding.threshold.toFixed(3)}`;
  return `${finding.title}: ${finding.score.toFixed(3)}, ${words.stances[stanceOf(finding)]}${threshold}`;
}

/** The part of the picture that the network was shown, in words. */
function seenWords({ box, samples, counts }: Seen, image: ExplainedImage['image']): string {
  const size = squareSize(sizeOf(image));
  const unit = aspectOf(image) === 1 ? 'pixels' : 'squares as long as the shorter side of a pixel,';
  const [x, y] = [Math.round(box.x), Math.round(box.y)];
  const [width, height] = [Math.round(box.width), Math.round(box.height)];
  const whole = x <= 0 && y <= 0 && x + width >= size.width && y + height >= size.height;
  const where = whole
    ? 'the whole picture'
    : `${width} × ${height} ${unit} of the picture, from column ${x}, row ${y}`;
  const unused = counts.reduce((sum, counted) => sum + 1 - counted, 0) / counts.length;
  const blank =
    unused === 0
      ? ''
      : `; ${words.values.percent(unused)} of them padding, or outside the region it looks at`;
  return `${where}, as ${samples.width} × ${samples.height} samples${blank}`;
}
