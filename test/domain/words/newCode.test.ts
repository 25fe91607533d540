import { type Change, typesOfCopy } from '../../support/typesOfCopy';

/** A new code in each of the closed sets, and the tables that have to get words for it. */
const added: readonly (Change & { readonly code: string; readonly tables: readonly string[] })[] = [
  into('domain/reasons/refusalCode.ts', 'refusalCodes = [', [
    'domain/words/en/refusals.ts',
    'domain/reasons/sections.ts',
  ]),
  into('domain/reasons/notAnalysedReason.ts', 'notAnalysedReasons = [', [
    'domain/words/en/notAnalysed.ts',
    'domain/reasons/sections.ts',
  ]),
  into('domain/reasons/readNotes.ts', 'readNotes = [', [
    'domain/words/en/readNotes.ts',
    'domain/reasons/sections.ts',
  ]),
  into('domain/reasons/imageFlags.ts', 'imageFlags = [', [
    'domain/words/en/imageFlags.ts',
    'domain/reasons/sections.ts',
  ]),
  into('domain/reasons/skipReason.ts', 'skipReasons = [', ['domain/words/en/exports.ts']),
  into('domain/reasons/requestFault.ts', 'requestFaults = [', ['domain/words/en/faults.ts']),
  into('domain/reasons/flatReason.ts', 'flatReasons = [', ['domain/words/en/states.ts']),
  into('domain/reasons/displayRules.ts', 'displayRules = [', [
    'domain/words/en/displayRules.ts',
    'domain/reasons/sections.ts',
  ]),
  into('domain/models/analysisNotes.ts', 'analysisNotes = [', ['domain/words/en/analysisNotes.ts']),
  into('domain/study/view/studyAlerts.ts', 'studyAlertCodes = [', [
    'domain/words/en/studyAlerts.ts',
    'domain/study/view/studyAlertSections.ts',
  ]),
  into('domain/models/findings.ts', 'stances = [', ['domain/words/en/states.ts']),
  into('domain/models/modelChanges.ts', 'modelChanges = [', ['domain/words/en/states.ts']),
  into('domain/kernel/priority.ts', 'priorities = [', ['domain/words/en/states.ts']),
  into('domain/reasons/overrideReason.ts', 'overrideReasons = [', ['domain/words/en/states.ts']),
  into('domain/study/review/signature.ts', 'decisions = [', ['domain/words/en/states.ts']),
  into('domain/study/notices/notice.ts', 'noticeTypes = [', ['domain/words/en/states.ts']),
  into('domain/study/notices/notice.ts', 'noticeChannels = [', [
    'domain/words/en/states.ts',
    'notifications/channels.ts',
  ]),
  into('domain/kernel/worklistTabs.ts', 'worklistTabs = [', ['domain/words/en/states.ts']),
  into('domain/audit/faultCode.ts', 'faultCodes = [', ['domain/words/en/auditFaults.ts']),
  {
    file: 'domain/study/review/standingReview.ts',
    text: 'export type ReviewState =',
    by: "export type ReviewState = 'new-state' |",
    code: 'new-state',
    tables: ['domain/words/en/states.ts'],
  },
  {
    file: 'domain/kernel/roles.ts',
    text: 'const table = {',
    by: "const table = { 'new-role': [],",
    code: 'new-role',
    tables: ['domain/words/en/states.ts'],
  },
  {
    file: 'domain/kernel/imageFormats.ts',
    text: 'pictureNames = {',
    by: "pictureNames = { 'new-format': 'New',",
    code: 'new-format',
    tables: ['formats/fileFormat.ts', 'imaging/plain/pictureFormats.ts'],
  },
  // The texts of the page, of which English says which there are.
  {
    file: 'dashboard/texts/en/worklist.ts',
    text: 'export const worklist = {',
    by: "export const worklist = { 'new-text': 'New',",
    code: 'new-text',
    tables: ['dashboard/texts/zh/worklist.ts', 'dashboard/texts/de/worklist.ts'],
  },
  {
    file: 'domain/audit/auditEvent.ts',
    text: "z.discriminatedUnion('type', [",
    by: "z.discriminatedUnion('type', [z.strictObject({ ...commonShape, type: z.literal('new-event'), study }),",
    code: 'new-event',
    // Not verified would be worse than not said.
    tables: ['domain/words/en/audit.ts', 'audit/verify/log/logIndex.ts'],
  },
];

function into(file: string, list: string, tables: readonly string[]) {
  const code = `new-in-${list.split(' ')[0]}`;
  return { file, text: list, by: `${list}'${code}', `, code, tables };
}

/** The words for requests are those of the API, in English alone. */
function inEveryLanguage(table: string): string[] {
  if (!table.includes('/words/en/') || table.endsWith('/faults.ts')) return [table];
  return ['en', 'zh', 'de'].map((language) => table.replace('/words/en/', `/words/${language}/`));
}

const folders = ['domain', 'dashboard/texts', 'audit', 'formats', 'imaging', 'notifications', 'places'];

describe('a code without words, or without what is done for it, does not compile', () => {
  let said: string[];
  beforeAll(() => {
    expect(typesOfCopy(folders, [])).toEqual([]);
    said = typesOfCopy(folders, added);
  });

  test.each(added)('$code', ({ code, tables }) => {
    for (const table of tables.flatMap(inEveryLanguage))
      expect(said.filter((one) => one.startsWith(`src/${table}`) && one.includes(code))).not.toEqual([]);
  });
});
