import path from 'node:path';
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { appDirectory } from '../../app/app';
import { type PageFile, readPageFile } from './support/pageFiles';
import { problem } from './support/problem';
import { route } from './support/route';

const built = path.join(appDirectory, 'dist', 'dashboard');

function answer(request: HttpRequest, file: PageFile, caching: string): HttpResponseInit {
  const headers = { 'content-type': file.type, 'cache-control': caching, etag: file.etag };
  const known = request.headers.get('if-none-match')?.split(/\s*,\s*/) ?? [];
  if (known.some((tag) => tag.replace(/^W\//, '') === file.etag)) return { status: 304, headers };
  return { body: file.bytes, headers };
}

/** One page for all addresses; which of them it shows is decided in the browser. */
async function page(request: HttpRequest): Promise<HttpResponseInit> {
  const file = await readPageFile(built, 'index.html');
  if (file) return answer(request, file, 'no-cache');
  return problem(
    503,
    'dashboard-not-built',
    'The dashboard was not built with this app: run "npm run build".',
  );
}

/** Names hold a hash of the content, so a browser never needs to ask again. */
async function asset(request: HttpRequest): Promise<HttpResponseInit> {
  const file = await readPageFile(path.join(built, 'assets'), request.params.file ?? '');
  if (file) return answer(request, file, 'private, max-age=31536000, immutable');
  return problem(404, 'no-such-file', 'There is no such file. Load the page again: a newer one may be here.');
}

const pages = { methods: ['GET'], right: 'use-dashboard', handler: page } as const;
// An empty route would be served under the function's name; an optional part without letters is the root itself.
route({ ...pages, name: 'rootPage', route: '{root:maxlength(0)?}' });
route({ ...pages, name: 'worklistPage', route: 'worklist' });
route({ ...pages, name: 'studyPage', route: 'studies/{id}' });
route({ ...pages, name: 'feedbackPage', route: 'feedback' });
route({ name: 'asset', route: 'assets/{file}', methods: ['GET'], right: 'use-dashboard', handler: asset });
