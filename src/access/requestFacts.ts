import { isIP } from 'node:net';

/** The parts of a request that show who sent it, and from where. */
export interface RequestFacts {
  readonly method: string;
  readonly url: string;
  readonly headers: { get(name: string): string | null };
}

/** The name and port by which the caller reached this app. */
export function hostOf({ headers, url }: RequestFacts): string {
  return (headers.get('host') ?? new URL(url).host).trim().toLowerCase();
}

/**
 * Whether the browser uses TLS. In Azure the platform ends it, and plain HTTP is never considered secure
 * there.
 */
export function isSecure({ url }: RequestFacts, inAzure: boolean): boolean {
  return inAzure || url.startsWith('https:');
}

/** `https://host`, as a browser writes it in `Origin`. */
export function ownOrigin(request: RequestFacts, inAzure: boolean): string {
  return `${isSecure(request, inAzure) ? 'https' : 'http'}://${hostOf(request)}`;
}

const forwardingHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];
const loopbackHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/;

/**
 * Whether the request came from this machine and was meant for it. With DNS rebinding, another site's name
 * points here, but the browser still sends that name as `Host`; a proxy reveals itself by its forwarding
 * headers.
 */
export function isLoopback(request: RequestFacts): boolean {
  if (forwardingHeaders.some((name) => request.headers.get(name) !== null)) return false;
  return loopbackHost.test(hostOf(request));
}

/**
 * The client address seen by the platform's own proxy. It is the last one listed: earlier ones are the
 * caller's claims.
 *
 * @returns undefined outside Azure, where no trustworthy source exists
 */
export function addressOf({ headers }: RequestFacts, inAzure: boolean): string | undefined {
  if (!inAzure) return undefined;
  const last = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  const address =
    /^\[(.+)\](:\d+)?$/.exec(last)?.[1] ?? (/^[\d.]+:\d+$/.test(last) ? last.split(':')[0] : last);
  return address !== undefined && isIP(address) !== 0 ? address : undefined;
}

/** The value of one cookie; the first if there are several. */
export function cookieOf({ headers }: RequestFacts, name: string): string | undefined {
  for (const part of (headers.get('cookie') ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}

/** Whether a browser is navigating to a page, and so expects a page as the response. */
export function isNavigation({ method, headers }: RequestFacts): boolean {
  return ['GET', 'HEAD'].includes(method) && (headers.get('accept') ?? '').includes('text/html');
}
