import type { Language } from '../../domain/kernel/languages';
import { english as englishWords } from '../../domain/words/en/english';
import { type Phrases, phrasesOf } from '../../domain/words/phrases';
import type { Vocabulary } from '../../domain/words/vocabulary';
import { english, type Texts } from './texts/en/english';

/**
 * The language of a terminal, as programs are told it: TRIAGE_LANGUAGE, else what the locale says. JSON, CSV, logs and
 * the audit log are English in every language.
 *
 * @returns tags, the most wanted first: `de_DE.UTF-8` is the tag `de-DE`
 * @see POSIX.1-2017, 8.2 (LC_ALL before LC_MESSAGES before LANG); LANGUAGE as GNU gettext reads it
 */
export function wantedLanguages(environment: Readonly<Record<string, string | undefined>>): string[] {
  const { TRIAGE_LANGUAGE, LC_ALL, LC_MESSAGES, LANG, LANGUAGE } = environment;
  const locale = LC_ALL || LC_MESSAGES || LANG || '';
  // In the C locale nobody asks for a language, whatever LANGUAGE lists.
  const listed = /^(C|POSIX)?([.@]|$)/.test(locale) ? [] : [...(LANGUAGE ?? '').split(':'), locale];
  return [TRIAGE_LANGUAGE ?? '', ...listed]
    .map((one) => one.replace(/[.@].*$/, '').replaceAll('_', '-'))
    .filter(Boolean);
}

/** One language. */
export interface Spoken {
  readonly texts: Texts;
  readonly words: Vocabulary;
}

/** For JSON. */
export const spokenEnglish: Spoken = { texts: english, words: englishWords };

/**
 * What the command says, and its words for codes, in the language of the person before it. Whatever uses them must do
 * so while a command runs, never when its file is loaded; and never for JSON or CSV.
 */
export let texts: Texts = english;
export let words: Vocabulary = englishWords;
export let phrases: Phrases = phrasesOf(englishWords);

const loaders: Readonly<Record<Language, () => Promise<Spoken>>> = {
  en: async () => spokenEnglish,
  'zh-Hans': async () => (await import('./texts/zh/simplifiedChinese.ts')).spoken,
  de: async () => (await import('./texts/de/german.ts')).spoken,
};

/** Everything is said in this language from now on. */
export async function speak(language: Language): Promise<void> {
  ({ texts, words } = await loaders[language]());
  phrases = phrasesOf(words);
}
