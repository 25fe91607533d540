import { useRef } from 'preact/hooks';
import type { StudyView } from '../../../domain/study/view/studyView';
import { type DecisionInput, type Signed, sendReview } from '../../api/calls';
import { ApiError } from '../../api/client';

/** Whether the app answered a request. Without an answer, it may have done what was asked. */
export function isAnswer(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500;
}

/**
 * Signs a decision. If the answer is lost and the same decision is sent again, it is sent under the same id,
 * so that it is signed once.
 */
export function useSign(): (study: StudyView, input: DecisionInput) => Promise<Signed> {
  const unanswered = useRef<{ readonly what: string; readonly reviewId: string } | undefined>(undefined);
  return async (study, input) => {
    const what = JSON.stringify([study.studyId, study.version, input]);
    if (unanswered.current?.what !== what) unanswered.current = { what, reviewId: crypto.randomUUID() };
    const { reviewId } = unanswered.current;
    try {
      const signed = await sendReview(study, reviewId, input);
      unanswered.current = undefined;
      return signed;
    } catch (error) {
      if (isAnswer(error)) unanswered.current = undefined;
      throw error;
    }
  };
}
