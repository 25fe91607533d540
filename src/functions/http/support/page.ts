import { signInPolicy } from '../signInPage/signInPage';
import type { OtherAnswer } from './handler';

/** A sign-in page, with its own style and no script. */
export function page(body: string, status = 200): OtherAnswer {
  return {
    status,
    body,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': signInPolicy },
  };
}
