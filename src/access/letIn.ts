import { AccessError } from './accessError';
import type { Caller } from './caller';
import { decide } from './decide';
import { type Recognisers, recognise } from './recognise';
import type { RequestFacts } from './requestFacts';
import type { RouteDeclaration } from './routeDeclaration';
import { requireJsonBody, requireOwnOrigin } from './sameOrigin';

/** A request that is not let in, and who sent it, as far as that is known. */
export interface NotLetIn {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** For the log. */
  readonly why: string;
  readonly caller?: Caller | undefined;
}

export type LetIn =
  | { readonly allowed: true; readonly caller: Caller | undefined }
  | { readonly allowed: false; readonly refused: NotLetIn };

/** Reading changes nothing, wherever it was asked from: a page elsewhere cannot see the answer. */
const safe = ['GET', 'HEAD', 'OPTIONS'];

/** Whether a request may go on to its handler: who sends it, whether he may, and whether he meant it. */
export async function letIn(
  declaration: RouteDeclaration,
  request: RequestFacts,
  recognisers: Recognisers,
): Promise<LetIn> {
  if (declaration.roles === 'anonymous') return answerOf(decide(declaration, request.method, undefined));
  let caller: Caller | undefined;
  try {
    const recognised = await recognise(request, recognisers);
    caller = recognised?.caller;
    const decision = answerOf(decide(declaration, request.method, caller), caller);
    if (!decision.allowed || !recognised?.byItself || safe.includes(request.method)) return decision;
    requireOwnOrigin(request, recognisers.settings.inAzure);
    if (declaration.bodies !== 'any') requireJsonBody(request);
    return decision;
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    const { status, code, message: detail, why } = error;
    return { allowed: false, refused: { status, code, detail, why, caller } };
  }
}

function answerOf(decision: ReturnType<typeof decide>, caller?: Caller): LetIn {
  if (decision.allowed) return { allowed: true, caller };
  const { status, code, detail } = decision;
  return { allowed: false, refused: { status, code, detail, why: code, caller } };
}
