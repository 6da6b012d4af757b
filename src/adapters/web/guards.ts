import { createHash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export const headers: MiddlewareHandler = async (c, next) => {
  await next();
  c.header("Content-Security-Policy", POLICY);
  c.header("X-Content-Type-Options", "nosniff");
  c.header("Referrer-Policy", "no-referrer");
  c.header("Cross-Origin-Opener-Policy", "same-origin");
  c.header("Cross-Origin-Resource-Policy", "same-origin");
};

/** "localhost:3000" → "localhost"; keeps the brackets of an IPv6 address. */
const withoutPort = (host: string): string => host.replace(/:\d+$/, "");

/**
 * Refuses names nobody set up: a foreign web site can point its own name at this machine and then read the answers
 * (DNS rebinding), but it cannot make the browser send another name. Loopback names belong to nobody else.
 */
export function knownHost(allowedHosts: readonly string[]): MiddlewareHandler {
  const known = new Set([...LOOPBACK, ...allowedHosts].map((host) => host.toLowerCase()));
  return async (c, next) => {
    const host = (c.req.header("host") ?? "").toLowerCase();
    if (known.has(host) || known.has(withoutPort(host))) return next();
    return c.json(
      { error: "Lectern does not answer to this host name. Add it to LECTERN_ALLOWED_HOSTS." },
      421,
    );
  };
}

const hostOf = (origin: string): string | undefined =>
  URL.canParse(origin) ? new URL(origin).host : undefined;

/** Refuses posts that a page of another site makes a browser send. Programs send neither header. */
export const sameOrigin: MiddlewareHandler = async (c, next) => {
  if (c.req.method === "GET" || c.req.method === "HEAD") return next();
  const site = c.req.header("sec-fetch-site");
  const origin = c.req.header("origin");
  const foreign = origin !== undefined && hostOf(origin) !== c.req.header("host")?.toLowerCase();
  if (foreign || (site !== undefined && site !== "same-origin"))
    return c.json({ error: "This request came from another web site. Open the playground itself." }, 403);
  return next();
};

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Compares in the same time however much of the token is right. An empty token matches nothing. */
export function holdsToken(authorization: string | undefined, token: string): boolean {
  if (token === "") return false;
  return timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${token}`));
}
