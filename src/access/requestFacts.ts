import { isIP } from 'node:net';

/** What of a request says who sent it, and from where. */
export interface RequestFacts {
  readonly method: string;
  readonly url: string;
  readonly headers: { get(name: string): string | null };
}

/** The name and port by which the caller reached this app. */
export function hostOf({ headers, url }: RequestFacts): string {
  return (headers.get('host') ?? new URL(url).host).trim().toLowerCase();
}

/** Whether the browser speaks TLS. In Azure the platform ends it, and plain HTTP is never taken for safe there. */
export function isSecure({ url }: RequestFacts, inAzure: boolean): boolean {
  return inAzure || url.startsWith('https:');
}

/** `https://host`, as a browser writes it into `Origin`. */
export function ownOrigin(request: RequestFacts, inAzure: boolean): string {
  return `${isSecure(request, inAzure) ? 'https' : 'http'}://${hostOf(request)}`;
}

const forwardingHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];
const loopbackHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/;

/**
 * Whether the request came from this machine, and was meant for it: a page elsewhere whose name was made to point here
 * (DNS rebinding) still sends its own name as `Host`, and what a proxy passes on says so.
 */
export function isLoopback(request: RequestFacts): boolean {
  if (forwardingHeaders.some((name) => request.headers.get(name) !== null)) return false;
  return loopbackHost.test(hostOf(request));
}

/**
 * The address that the platform's own proxy saw, which is the last one: those before it are what the caller says.
 *
 * @returns undefined outside Azure, where nothing trustworthy says it
 */
export function addressOf({ headers }: RequestFacts, inAzure: boolean): string | undefined {
  if (!inAzure) return undefined;
  const last = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  const address =
    /^\[(.+)\](:\d+)?$/.exec(last)?.[1] ?? (/^[\d.]+:\d+$/.test(last) ? last.split(':')[0] : last);
  return address !== undefined && isIP(address) !== 0 ? address : undefined;
}

/** The value of one cookie; the first where there are several. */
export function cookieOf({ headers }: RequestFacts, name: string): string | undefined {
  for (const part of (headers.get('cookie') ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}

/** Whether a person's browser goes to a page, and so wants one as the answer. */
export function isNavigation({ method, headers }: RequestFacts): boolean {
  return ['GET', 'HEAD'].includes(method) && (headers.get('accept') ?? '').includes('text/html');
}
