import { english } from './en/english';
import { phrasesOf } from './phrases';
import type { Vocabulary } from './vocabulary';

/**
 * English: the words of the API, of logs, and of everything that is stored or sent. What a person reads on the
 * page or in a terminal is in the language of that person (`language` of those rooms).
 */
export const words: Vocabulary = english;

export const englishPhrases = phrasesOf(english);

export const {
  noteWords,
  notAnalysedWords,
  notAnalysedAdvice,
  refusalWords,
  refusalAdvice,
  kindWords,
  studyName,
  auditWords,
  auditFaultWords,
} = englishPhrases;
