import type { HttpResponseInit } from '@azure/functions';
import { signInPolicy } from '../signInPage/signInPage';

/** A page of the sign-in, with its own style and no script. */
export function page(body: string, status = 200): HttpResponseInit {
  return {
    status,
    body,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': signInPolicy },
  };
}
