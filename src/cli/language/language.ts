import type { Language } from '../../domain/kernel/languages';
import { english as englishWords } from '../../domain/words/en/english';
import { type Phrases, phrasesOf } from '../../domain/words/phrases';
import type { Vocabulary } from '../../domain/words/vocabulary';
import { english, type Texts } from './texts/en/english';

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
