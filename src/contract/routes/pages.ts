import { z } from 'zod';
import { route } from './route';

const page = { method: 'GET', right: 'use-dashboard', answer: 'text/html' } as const;
const signInPage = { method: 'GET', right: 'anonymous', answer: 'text/html' } as const;

/** What a browser gets: the dashboard is one page for all its addresses. */
export const pageRoutes = {
  // An empty path would be served under the function's name; an optional parameter that matches no letters is
  // the root.
  rootPage: route({ ...page, path: '{root:maxlength(0)?}' }),
  worklistPage: route({ ...page, path: 'worklist' }),
  studyPage: route({ ...page, path: 'studies/{id}', params: z.object({ id: z.string() }) }),
  /** The window on a second screen. */
  picturesPage: route({ ...page, path: 'pictures' }),
  feedbackPage: route({ ...page, path: 'feedback' }),
  modelPage: route({
    ...page,
    path: 'models/{id}/{version}',
    params: z.object({ id: z.string(), version: z.string() }),
  }),
  /** The administrator's pages; the host keeps `admin` for itself. */
  sitePage: route({ ...page, path: 'site/{page}', params: z.object({ page: z.string() }) }),
  asset: route({
    method: 'GET',
    path: 'assets/{file}',
    right: 'use-dashboard',
    params: z.object({ file: z.string() }),
    answer: 'application/octet-stream',
  }),
  signIn: route({ ...signInPage, path: 'sign-in' }),
  signInEntra: route({ ...signInPage, path: 'sign-in/entra' }),
  signInCallback: route({ ...signInPage, path: 'sign-in/callback' }),
  signInEasyAuth: route({ ...signInPage, path: 'sign-in/easy-auth' }),
};
