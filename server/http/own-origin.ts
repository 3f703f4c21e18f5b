import { isIP } from 'node:net';
import { hostname } from 'node:os';
import type { Request, RequestHandler } from 'express';
import { ProblemException } from '../contract/problems.ts';

/** Methods that change nothing. */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
/**
 * What browsers state of a request that a page of this service, or the person at the address bar, has made.
 */
const OWN_SITES: ReadonlySet<string> = new Set(['same-origin', 'none']);

/**
 * Refuses requests under a foreign name and changes asked for by another site, so that no web page a
 * planner opens can read or write the
 * service on their machine. Names of the service: addresses, localhost, the name of the machine, and
 * `hosts`. A page that resolves its own
 * name to this machine comes with that name and is refused; programs such as curl send no origin and are
 * served. A request without a host
 * (HTTP/1.0, as health checks send it) is of no browser.
 */
export function createOwnOriginCheck(hosts: readonly string[]): RequestHandler {
  const names = new Set(['localhost', hostname().toLowerCase(), ...hosts]);
  const isOurs = (host: string): boolean => {
    const name = nameOf(host);
    return name !== null && (isIP(name) !== 0 || names.has(name) || name.endsWith('.localhost'));
  };
  return (request, _response, next) => {
    const host = request.headers.host ?? '';
    if (request.headers.host !== undefined && !isOurs(host)) {
      next(new ProblemException('host-not-allowed', { host: host.slice(0, 200) || '—' }));
      return;
    }
    const foreign = SAFE_METHODS.has(request.method) ? null : findForeignOrigin(request, host, hosts);
    next(foreign === null ? undefined : new ProblemException('origin-not-allowed', { origin: foreign }));
  };
}

/**
 * The other site that asks, null where the request comes from a page of this service or from no page. An
 * origin of `null` is that of files
 * and sandboxed frames, and of own pages whose referrer policy hides it (forms under `no-referrer`): only
 * with the latter does the browser
 * state that the site is the same.
 */
function findForeignOrigin(request: Request, host: string, hosts: readonly string[]): string | null {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (origin === undefined) return site === undefined || OWN_SITES.has(String(site)) ? null : String(site);
  if (origin === 'null' && site === 'same-origin') return null;
  const [, scheme, from] = /^(https?):\/\/([^/]+)$/.exec(origin.toLowerCase()) ?? [];
  if (from === undefined) return origin.slice(0, 200);
  const port = scheme === 'http' ? ':80' : ':443';
  const plain = (name: string): string => (name.endsWith(port) ? name.slice(0, -port.length) : name);
  // Behind a proxy the page's address is one of `hosts`, whatever the proxy makes of the host's name.
  const own = plain(from) === plain(host.toLowerCase()) || hosts.includes(nameOf(from) ?? '');
  return own ? null : origin.slice(0, 200);
}

/** The name or address in `name:port`, null where there is none. */
function nameOf(host: string): string | null {
  const [, bracketed, plain] = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::\d+)?$/.exec(host.toLowerCase()) ?? [];
  return bracketed ?? plain?.replace(/\.$/, '') ?? null;
}
