import type { RequestFacts } from '../../../access/requestFacts';
import { normaliseEtag } from '../../../domain/kernel/identifiers/ids';
import type { OtherAnswer } from './handler';
import { problem } from './problem';

const revisionPattern = /^[1-9]\d{0,8}$/;

/** A study's revision as an ETag. */
export function etagOf({ revision }: { readonly revision: number }): string {
  return `"${revision}"`;
}

/** The revision the caller had on screen, from If-Match; or what is wrong with the header. */
export function seenRevision(request: RequestFacts): number | OtherAnswer {
  const header = request.headers.get('if-match')?.trim();
  if (!header)
    return problem(
      428,
      'if-match-required',
      'If-Match must state the revision of the study that was reviewed: the ETag of GET /api/studies/{id}.',
    );
  const revision = normaliseEtag(header);
  if (revisionPattern.test(revision)) return Number(revision);
  return problem(400, 'bad-if-match', 'If-Match must be one ETag of the study, such as "3".');
}
