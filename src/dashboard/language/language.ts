import type { Language } from '../../domain/kernel/languages';
import { english as englishWords } from '../../domain/words/en/english';
import { type Phrases, phrasesOf } from '../../domain/words/phrases';
import type { Vocabulary } from '../../domain/words/vocabulary';
import { english, type Spoken, type Texts } from '../texts/en/english';

/** English is always there; the others are loaded when somebody wants them. */
const loaders: Readonly<Record<Language, () => Promise<Spoken>>> = {
  en: async () => ({ texts: english, words: englishWords }),
  'zh-Hans': async () => (await import('../texts/zh/chinese.ts')).chinese,
  de: async () => (await import('../texts/de/german.ts')).german,
};

/**
 * What the page says, in the language of the person before it. The bindings change when another language is
 * chosen, and everything is rendered again: whatever uses them must do so while it runs, never when its file is
 * loaded.
 */
export let language: Language = 'en';
export let texts: Texts = english;
export let words: Vocabulary = englishWords;
export let phrases: Phrases = phrasesOf(englishWords);

const listeners = new Set<() => void>();

/** Called after every change of the language. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Says everything in a language from now on; where it cannot be loaded, it stays as it was. */
export async function speak(wanted: Language): Promise<void> {
  if (wanted === language) return;
  const spoken = await loaders[wanted]().catch(() => undefined);
  if (spoken === undefined) return;
  language = wanted;
  texts = spoken.texts;
  words = spoken.words;
  phrases = phrasesOf(spoken.words);
  for (const changed of listeners) changed();
}
