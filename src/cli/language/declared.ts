import type { Language } from '../../domain/kernel/languages';
import { type DeclaredTexts, declared as english } from './texts/en/declared';

/**
 * What is said before a command runs, in the language of the person before it. It is apart from all that commands say
 * while they run (`language.ts`), as `--help` loads no more than it says.
 */
export let texts: DeclaredTexts = english;

/** That of the person, which a command speaks as soon as it runs. */
export let language: Language = 'en';

const loaders: Readonly<Record<Language, () => Promise<DeclaredTexts>>> = {
  en: async () => english,
  'zh-Hans': async () => (await import('./texts/zh/declared.ts')).declared,
  de: async () => (await import('./texts/de/declared.ts')).declared,
};

/** Declarations, options and errors are in this language from now on. */
export async function declareIn(wanted: Language): Promise<void> {
  texts = await loaders[wanted]();
  language = wanted;
}
