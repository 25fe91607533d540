import type { App } from '../../../app/app';
import { claimMilliseconds } from '../../../domain/worklist/claimTime';
import type { Handler } from '../support/handler';
import { json, noSuchStudy } from '../support/problem';

type ClaimDeps = Pick<App, 'store' | 'now'>;

/** Says that the caller is reading the study; answers who is, which may be somebody else. */
export function createClaim({ store, now }: ClaimDeps): Handler<'claim'> {
  return async ({ params: { id }, caller: { subject, name } }) => {
    if ((await store.results.study(id)) === undefined) return noSuchStudy();
    const at = now();
    const until = new Date(Date.parse(at) + claimMilliseconds).toISOString();
    return json(await store.claims.claim(id, { subject, name, until }, at));
  };
}

/** The caller is reading it no more. */
export function createClaimEnd({ store }: ClaimDeps): Handler<'claimEnd'> {
  return async ({ params: { id }, caller: { subject } }) => {
    await store.claims.release(id, subject);
    return { status: 204 };
  };
}
