import path from 'node:path';
import type { RequestFacts } from '../../../access/requestFacts';
import { builtFolder } from '../../../places/places';
import type { Handler, OtherAnswer } from '../support/handler';
import { type PageFile, readPageFile } from '../support/pageFiles';
import { problem } from '../support/problem';

const built = path.join(builtFolder, 'dashboard');

function answer(request: RequestFacts, file: PageFile, caching: string): OtherAnswer {
  const headers = { 'content-type': file.type, 'cache-control': caching, etag: file.etag };
  const known = request.headers.get('if-none-match')?.split(/\s*,\s*/) ?? [];
  if (known.some((tag) => tag.replace(/^W\//, '') === file.etag)) return { status: 304, headers };
  return { body: file.bytes, headers };
}

/** One page for all addresses; the browser decides which view to show. */
export function createPage(): Handler<
  'rootPage' | 'worklistPage' | 'studyPage' | 'picturesPage' | 'feedbackPage' | 'modelPage' | 'sitePage'
> {
  return async ({ request }) => {
    const file = await readPageFile(built, 'index.html');
    if (file) return answer(request, file, 'no-cache');
    return problem(
      503,
      'dashboard-not-built',
      'The dashboard was not built with this app: run "npm run build".',
    );
  };
}

/** Names contain a hash of the content, so a browser never needs to revalidate. */
export function createAsset(): Handler<'asset'> {
  return async ({ params, request }) => {
    const file = await readPageFile(path.join(built, 'assets'), params.file);
    if (file) return answer(request, file, 'private, max-age=31536000, immutable');
    return problem(
      404,
      'no-such-file',
      'There is no such file. Reload the page: there may be a newer version.',
    );
  };
}
