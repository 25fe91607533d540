import { factsOf } from '../../../domain/image/storedImage';
import { refusalSections, sectionsOfNote } from '../../../domain/reasons/sections';
import { effectivePriority } from '../../../domain/study/studyRecord';
import { englishPhrases, notAnalysedAdvice, noteWords, words } from '../../../domain/words/words';
import { spokenEnglish } from '../../language/language';
import { refusalWords } from '../../terminal/refusalWords';
import type { Explained } from './explainFile';
import type { ExplainedImage } from './explainImage';
import { nameOf } from './modelFacts';
import type { SeenPng } from './seenPngs';
import { displaySteps } from './shownAs';

/** An explanation as one JSON object, without a line end. */
export function explanationLine(explained: Explained, pngs: readonly SeenPng[]): string {
  return JSON.stringify({ file: explained.file, ...contentOf(explained, pngs) });
}

function contentOf(explained: Explained, pngs: readonly SeenPng[]) {
  switch (explained.kind) {
    case 'refused': {
      const { code, detail } = explained.refusal;
      const { remedy } = words.refusals[code];
      const said = {
        words: refusalWords(code, detail, englishPhrases),
        remedy,
        sections: refusalSections[code],
      };
      return { outcome: 'quarantined', reason: code, ...detail, ...said };
    }
    case 'index':
      return { outcome: 'index' };
    case 'export':
      return { outcome: 'unpacked', ...explained.counts };
    case 'image':
      return imageContent(explained.explanation, pngs);
  }
}

function imageContent(explanation: ExplainedImage, pngs: readonly SeenPng[]) {
  const { image, record, decisions, looks, study, reason } = explanation;
  const { priority, place } = effectivePriority(study);
  const { dueMinutes, policyId, reasons } = study.decision;
  return {
    outcome: reason === undefined ? 'analysed' : 'not-analysed',
    ...(reason !== undefined && { reason, words: notAnalysedAdvice(reason) }),
    read: readContent(image),
    notes: record.notes.map((code) => ({ code, words: noteWords(code), sections: sectionsOfNote(code) })),
    models: decisions.map((decision) => {
      const look = looks.find(({ analysis }) => nameOf(analysis) === nameOf(decision));
      const png = pngs.find(({ model }) => model === nameOf(decision))?.file;
      const { standing, runs } = decision;
      return {
        model: nameOf(decision),
        standing,
        runs,
        ...(!decision.runs && { reason: decision.reason, words: decision.words }),
        ...(look && { analysis: look.analysis }),
        ...(look?.seen && { box: look.seen.box }),
        ...(png !== undefined && { png }),
      };
    }),
    decision: {
      priority,
      place,
      orderedAs: record.baseline,
      dueMinutes,
      policyId,
      reasons: reasons.map((one) => ('imageId' in one ? { ...one, imageId: undefined } : one)),
    },
  };
}

function readContent(image: ExplainedImage['image']) {
  const { format, transferSyntax, sopClass, rows, columns, bitsAllocated, bitsStored } = image;
  const { pixelRepresentation, sampleType, pixelSpacing, pixelAspect, lossy, behind, orderUrgency } = image;
  const { ageYears: _, ...facts } = factsOf(image);
  return {
    format,
    transferSyntax,
    sopClass,
    rows,
    columns,
    bitsAllocated,
    bitsStored,
    pixelRepresentation,
    sampleType,
    pixelSpacing,
    pixelAspect,
    lossy,
    behind,
    orderUrgency,
    ...facts,
    display: displaySteps(image, spokenEnglish),
  };
}
