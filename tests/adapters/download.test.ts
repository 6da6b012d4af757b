import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type Download, download } from "../../src/adapters/download.ts";
import { UserError } from "../../src/errors.ts";
import { LARGEST_FILE } from "../../src/router/invocation.ts";

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const from = (base: string, more: Partial<Download> = {}): Promise<Uint8Array> =>
  download({
    url: `${base}/rows.csv`,
    name: "rows.csv",
    trusted: { hosts: ["files.slack.com", "*.slack.com"], apiUrl: `${base}/api/` },
    authorization: "Bearer secret",
    page: "A page came.",
    ...more,
  });

/** What the person is told. */
async function told(fetching: Promise<Uint8Array>): Promise<string> {
  const error = await fetching.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
}

test("the bytes, with the authorization, also after a redirect on the same host", async () => {
  const heard: unknown[] = [];
  const base = await serve((request, response) => {
    heard.push([request.url, request.headers.authorization]);
    if (request.url === "/rows.csv") response.writeHead(302, { location: "/there.csv" }).end();
    else response.end("a,b\n1,2\n");
  });
  expect(Buffer.from(await from(base)).toString()).toBe("a,b\n1,2\n");
  expect(heard).toEqual([
    ["/rows.csv", "Bearer secret"],
    ["/there.csv", "Bearer secret"],
  ]);
});

test("exactly the largest size is read", async () => {
  const base = await serve((_, response) => response.end(Buffer.alloc(LARGEST_FILE)));
  expect(await from(base)).toHaveLength(LARGEST_FILE);
});

test("too large is found while reading, when no length or a wrong one is declared", async () => {
  let sent = 0;
  const base = await serve((_, response) => {
    const more = () => {
      while (!response.destroyed && sent < LARGEST_FILE * 20) {
        sent += 100_000;
        if (!response.write(Buffer.alloc(100_000))) return void response.once("drain", more);
      }
      response.end();
    };
    more();
  });
  expect(await told(from(base))).toMatch(/rows\.csv.*too large: 5 MB is the most/);
  expect(sent).toBeLessThan(LARGEST_FILE * 10);
  const packed = await serve((_, response) => {
    response.writeHead(200, { "content-encoding": "gzip", "content-length": "5845" });
    void import("node:zlib").then(({ gzipSync }) => response.end(gzipSync(Buffer.alloc(6_000_000))));
  });
  expect(await told(from(packed))).toMatch(/too large/);
});

test("a length over the bound is believed", async () => {
  const base = await serve((_, response) => {
    response.writeHead(200, { "content-length": String(LARGEST_FILE + 1) }).flushHeaders();
  });
  expect(await told(from(base))).toMatch(/too large/);
});

test("a redirect to another host is not followed, and nothing is sent there", async () => {
  let asked = 0;
  const other = await serve((_, response) => {
    asked += 1;
    response.end("x");
  });
  const base = await serve((_, response) => response.writeHead(302, { location: `${other}/x` }).end());
  expect(await told(from(base))).toBe("A page came.");
  const round = await serve((_, response) => response.writeHead(302, { location: "/again" }).end());
  expect(await told(from(round))).toBe("A page came.");
  expect(asked).toBe(0);
});

test.each(["before the headers", "in the middle"])("a file that hangs %s is given up", async (when) => {
  const base = await serve((_, response) => {
    if (when === "in the middle") response.write("a,b\n");
  });
  expect(await told(from(base, { withinMs: 200 }))).toMatch(/did not arrive within 0\.2 s\. Send it again/);
});

test("a page in place of the file is recognised, unless the file is a page", async () => {
  const base = await serve((_, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<!doctype html>");
  });
  expect(await told(from(base))).toBe("A page came.");
  expect(await from(base, { name: "page.HTML" })).toHaveLength(15);
});

test("what is gone, cut off or not reachable is said", async () => {
  const gone = await serve((_, response) => response.writeHead(404).end());
  expect(await told(from(gone))).toMatch(/is not there \(the platform answered 404\)/);
  const cut = await serve((_, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("a,b", () => response.destroy());
  });
  expect(await told(from(cut))).toMatch(/could not be fetched/);
  expect(await told(from("http://127.0.0.1:1", {}))).toMatch(/could not be fetched/);
});

test.each([
  "http://files.slack.com/rows.csv",
  "https://files.slack.com:8443/rows.csv",
  "https://slack.com.example.org/rows.csv",
  "https://evilslack.com/rows.csv",
  "https://files.slack.com@example.org/rows.csv",
  "file:///etc/passwd",
  "rows.csv",
])("%s is not fetched", async (url) => {
  expect(await told(from("http://127.0.0.1:1", { url }))).toMatch(/kept somewhere else/);
});
