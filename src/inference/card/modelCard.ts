import { words } from '../../domain/words/words';
import type { EvaluationReport } from '../evaluation/reportSchema';
import type { ClassifierManifest, ModelManifest } from '../manifest/manifest';
import { years } from '../manifest/years';
import { limitsOf } from './limits';
import { bold, bullets, sentence, table } from './markdown';
import { evaluated, statedByMaker } from './measured';

/**
 * MODEL_CARD.md: what a person should know before trusting a model. Every number comes from the manifest or
 * from an evaluation; the same inputs give the same card.
 *
 * @param reports the evaluations kept with the model, in any order
 */
export function modelCard(manifest: ModelManifest, reports: readonly EvaluationReport[]): string {
  const ordered = [...reports].sort(byRole);
  const parts = [
    `# ${manifest.title} (${manifest.id} ${manifest.version})`,
    introduction(manifest),
    '## What it must not be used for',
    mustNot(manifest),
    ...(manifest.kind === 'classifier' ? ['## What it is meant for', meantFor(manifest)] : []),
    '## Trained on',
    trainedOn(manifest),
    '## Measured',
    ...measured(manifest, ordered),
    ...decided(manifest),
    '## Limits',
    bullets(limitsOf(manifest, ordered, words).map(bold)),
    '## File',
    fileWords(manifest),
    `This card is written by \`triage models card\` from manifest.json${reports.length > 0 ? ' and the files in evaluation/' : ''}. Change those, and write it anew.`,
  ];
  return `${parts.join('\n\n')}\n`;
}

const roleOrder = ['external', 'test', 'validation', 'unstated', 'training'];

function byRole(a: EvaluationReport, b: EvaluationReport): number {
  const place = ({ list }: EvaluationReport) => roleOrder.indexOf(list.role);
  return place(a) - place(b) || (a.list.title < b.list.title ? -1 : 1);
}

function introduction(manifest: ModelManifest): string {
  switch (manifest.kind) {
    case 'region':
      return `A network that marks a region of a picture: ${manifest.region.title}. Its mask frames the picture for classifiers and says whether there is such a region to look at.`;
    case 'gate':
      return `A network that says whether a picture is ${manifest.gate.accepts}. A picture that it keeps out is _not analysed_ by the classifiers behind it, which never means "normal".`;
    case 'classifier':
      return classifierIntroduction(manifest);
  }
}

function classifierIntroduction({ intendedUse, labels, variantOf }: ClassifierManifest): string {
  const variant = variantOf
    ? ` It is a lighter build (${variantOf.precision}) of ${variantOf.id} ${variantOf.version}.`
    : '';
  const lines = labels.map(({ name, title, meaning }) => `**${title}** (\`${name}\`): ${sentence(meaning)}`);
  return `Intended use: ${sentence(intendedUse.purpose)}${variant}${blindSpots(intendedUse)}\n\nIt gives a score for each of:\n\n${bullets(lines)}`;
}

function blindSpots({ notLookedFor }: ClassifierManifest['intendedUse']): string {
  if (notLookedFor === undefined) return '';
  return `\n\n**It does not look for ${notLookedFor.join(', ')}.** A picture that shows one of these can have low scores.`;
}

const triage = 'Triage aid. Not a diagnosis. Not cleared for clinical use.';

function mustNot(manifest: ModelManifest): string {
  switch (manifest.kind) {
    case 'region':
      return `${triage} To measure anything, or to exclude anything: it only prepares the input of other models.`;
    case 'gate':
      return `${triage} To say that a picture is normal or of good quality: it only keeps out what classifiers are not made for.`;
    case 'classifier':
      return `${triage} It must not\n\n${bullets(manifest.intendedUse.mustNot.map((line) => line.replace(/[.;]?$/, ';')))}`.replace(
        /;$/,
        '.',
      );
  }
}

function meantFor({ intendedUse }: ClassifierManifest): string {
  const { modalities, bodyParts, views, minimumAgeYears, gatedBy, mayBeUnknown } = intendedUse;
  const lines = [
    `Modalities ${modalities.join(', ')}; body parts ${bodyParts.join(', ')}; views ${views.join(', ')}; patients of ${years(minimumAgeYears)} and older.`,
    ...(gatedBy ? [`A picture has to pass the gate model \`${gatedBy}\` first.`] : []),
    mayBeUnknown.length > 0
      ? `It also looks where a file does not say: ${mayBeUnknown.join(', ')}.`
      : 'A file that does not say all of these is not analysed.',
    'Anything else is _not analysed_, with the reason.',
  ];
  return bullets(lines);
}

function trainedOn({ provenance }: ModelManifest): string {
  const lines = provenance.data.map(
    ({ name, used, terms }) => `${name}: ${sentence(used)} Terms: ${sentence(terms)}`,
  );
  return `${bullets(lines)}\n\nTrained by ${sentence(provenance.trainedBy)} No picture is in this folder.`;
}

function measured(manifest: ModelManifest, reports: readonly EvaluationReport[]): string[] {
  const parts = [...evaluated(reports), ...statedByMaker(manifest)];
  if (parts.length > 0) return parts;
  return [
    '**Not measured here.** Nobody has kept an evaluation of this model, and its maker states no numbers. Until `triage models evaluate` has been run on pictures of your own site, nothing is known of how often it is right.',
  ];
}

function decided(manifest: ModelManifest): string[] {
  if (manifest.kind === 'region') return [];
  if (manifest.kind === 'gate') {
    const { threshold, unsureBelow, rule, chosenOn } = manifest.gate;
    return [
      '## Threshold',
      `A picture passes from ${threshold} on the sum of the accepted classes' probabilities; below ${unsureBelow} the record notes that the gate was unsure. Rule: ${rule}; chosen on ${sentence(chosenOn)}`,
    ];
  }
  const rows = manifest.labels.map(({ title, operatingPoint, calibration }) => [
    title,
    operatingPoint ? String(operatingPoint.threshold) : 'none: only scored, never positive',
    operatingPoint ? `${operatingPoint.band[0]} – ${operatingPoint.band[1]}` : '',
    operatingPoint ? `${operatingPoint.rule}; chosen on ${operatingPoint.chosenOn}` : '',
    calibrationWords(calibration),
  ]);
  return [
    '## Scores and thresholds',
    table(['label', 'threshold', 'band', 'rule', 'calibration'], rows),
    'A calibrated score is a probability on the data of its calibration, with the share of positives there. It is not the probability of disease in the patients of another hospital.',
  ];
}

function calibrationWords(calibration: ClassifierManifest['labels'][number]['calibration']): string {
  switch (calibration.kind) {
    case 'none':
      return 'none: scores are no probabilities';
    case 'platt':
      return `Platt ${calibration.slope.toFixed(3)}, ${calibration.intercept.toFixed(3)}, fitted on ${calibration.fittedOn} (n = ${calibration.n})`;
    case 'temperature':
      return `temperature ${calibration.temperature.toFixed(3)}, fitted on ${calibration.fittedOn} (n = ${calibration.n})`;
  }
}

function fileWords({ file, provenance, licence }: ModelManifest): string {
  const { recipe, seed, dataManifestSha256 } = provenance;
  const made = [
    ...(recipe ? [`Recipe: \`${recipe}\`${seed === undefined ? '' : `, seed ${seed}`}.`] : []),
    ...(dataManifestSha256
      ? [`The list of pictures that it was made from has SHA-256 \`${dataManifestSha256}\`.`]
      : []),
  ];
  return [
    `\`${file.name}\`, opset ${file.opset}, SHA-256 \`${file.sha256}\`.`,
    ...made,
    `Licence: ${sentence(licence)}`,
  ].join(' ');
}
