import { analysisNotes } from '../../src/domain/models/analysisNotes';
import { imageFlags } from '../../src/domain/reasons/imageFlags';
import { notAnalysedReasons } from '../../src/domain/reasons/notAnalysedReason';
import { readNotes } from '../../src/domain/reasons/readNotes';
import { refusalCodes } from '../../src/domain/reasons/refusalCode';
import { studyAlertCodes } from '../../src/domain/study/view/studyAlerts';
import { budgetCases } from './reading/budgetCases';
import type { Case } from './reading/case';
import { type Claim, claims, codesIn } from './reading/claims';
import { doubtCases } from './reading/doubtCases';
import { pixelDoubtCases } from './reading/pixelDoubtCases';
import { readCases } from './reading/readCases';
import { refusalCases } from './reading/refusalCases';
import { shownCases } from './reading/shownCases';
import { studyCases } from './reading/studyCases';

/** By the words with which a claim begins. */
const cases: Readonly<Record<string, readonly Case[]>> = {
  ...readCases,
  ...studyCases,
  ...shownCases,
  ...doubtCases,
  ...pixelDoubtCases,
  ...budgetCases,
  ...refusalCases,
};

const known = new Set<string>([
  ...readNotes,
  ...refusalCodes,
  ...notAnalysedReasons,
  ...imageFlags,
  ...analysisNotes,
  ...studyAlertCodes,
]);
const namedIn = (text: string) => codesIn(text).filter((code) => known.has(code));

const page = claims();
/** A row's first cell is compared as a whole, since one may begin like another. */
const begins = ({ about, text }: Claim, words: string) =>
  about === text ? about.startsWith(words) : about === words;
const casesOf = (claim: Claim) =>
  Object.entries(cases).flatMap(([words, ofWords]) => (begins(claim, words) ? ofWords : []));

test('docs/reading-images.md has tables and lists of what becomes of files', () => {
  expect(new Set(page.map(({ section }) => section)).size).toBe(6);
  expect(page.length).toBeGreaterThan(50);
});

test('no file is kept for something that the page does not say', () => {
  expect(Object.keys(cases).filter((words) => !page.some((claim) => begins(claim, words)))).toEqual([]);
});

test('what looks like a code on the page is one', () => {
  const text = page.map((claim) => claim.text.slice(claim.about === claim.text ? 0 : claim.about.length + 2));
  const hyphened = text.flatMap(codesIn).filter((code) => code.includes('-'));
  expect(hyphened.filter((code) => !known.has(code))).toEqual([]);
});

describe.each(page.map((claim) => [claim.about.slice(0, 90), claim] as const))('%s', (_, claim) => {
  const ofClaim = casesOf(claim);

  test('has a file for each code that the page names', () => {
    expect(ofClaim.length).toBeGreaterThan(0);
    const shown = new Set(ofClaim.flatMap(({ codes }) => codes));
    expect(namedIn(claim.text).filter((code) => !shown.has(code))).toEqual([]);
  });

  for (const { what, check } of ofClaim) test(what, check);
});
