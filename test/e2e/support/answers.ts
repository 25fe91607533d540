import type { Page } from 'playwright-core';

/**
 * Everything that the app answers to a page from now on, but pictures.
 *
 * @returns what came so far; it waits for bodies that are still on their way
 */
export function answersOf(page: Page): () => Promise<string[]> {
  const answers: Promise<string>[] = [];
  page.on('response', (response) => {
    const isRead =
      response.url().includes('/api/') && response.headers()['content-type']?.includes('json') === true;
    // The body of an answer to a page that was left is gone.
    if (isRead)
      answers.push(
        response.text().then(
          (text) => `${response.url()} ${text}`,
          () => response.url(),
        ),
      );
  });
  return () => Promise.all(answers);
}
