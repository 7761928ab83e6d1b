/**
 * Path and query of a link for the request line; links may be absolute, or relative to the server's root.
 * @param base URI of the server
 * @returns undefined for a link to another host, or one that is no link
 */
export function pathOf(href: string, base: string): string | undefined {
  let target: URL;
  let server: URL;
  try {
    server = new URL(base);
    target = new URL(href, server);
  } catch {
    return undefined;
  }
  // Names of one server differ between DNS-SD, configuration and its own links; the port is what tells servers apart here.
  const absolute = /^[a-z]+:/i.test(href);
  if (absolute && target.host !== server.host) return undefined;
  return `${target.pathname}${target.search}`;
}

/** `href` with the paging of IEEE 2030.5-2018, 5.5: from entry `start`, at most `limit`. */
export function pageOf(href: string, start: number, limit: number): string {
  return `${href}${href.includes('?') ? '&' : '?'}s=${start}&l=${limit}`;
}
