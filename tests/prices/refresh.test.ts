import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { refreshPriceFile } from "../../src/prices/refresh.ts";
import { DATA } from "../course/registry.ts";

interface OfferRow {
  model: string;
  provider: string;
  offer: string;
  input: number;
  output: number;
  context: number | null;
  longest_output: number | null;
  date: string;
  source: string;
}

const folder = mkdtempSync(join(tmpdir(), "lectern-prices-"));
const path = join(folder, "prices.yaml");
const offers = (): OfferRow[] => (parse(readFileSync(path, "utf8")) as { offers: OfferRow[] }).offers;

let answer: { status?: number; body: string; delayMs?: number };
let asked = 0;
let server: Server;
let url = "";
beforeAll(async () => {
  server = createServer((_, response) => {
    asked++;
    const { status = 200, body, delayMs = 0 } = answer;
    setTimeout(() => response.writeHead(status).end(body), delayMs);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api.json`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  copyFileSync(join(DATA, "prices.yaml"), path);
  asked = 0;
});

/** Every offer of ours, at twice its price. */
function doubled(): Record<string, { models: Record<string, unknown> }> {
  const catalogue: Record<string, { models: Record<string, unknown> }> = {};
  for (const { provider, offer, input, output } of offers()) {
    const { models } = catalogue[provider] ?? { models: {} };
    catalogue[provider] = { models };
    models[offer] = {
      name: offer,
      cost: { input: input * 2, output: output * 2, cache_read: 0 },
      limit: { context: 123_456, output: 4_096 },
    };
  }
  return catalogue;
}
const refresh = () => refreshPriceFile(path, { url, today: "2026-11-23", timeoutMs: 300, pauseMs: 1 });

test("a good answer: prices, limits, date and source; comments and order stay", async () => {
  const before = offers();
  const comment = readFileSync(path, "utf8").split("\n")[1];
  answer = { body: JSON.stringify(doubled()) };
  const { ok, lines } = await refresh();
  expect({ ok, first: lines[0] }).toMatchObject({
    ok: true,
    first: expect.stringMatching(/is of 2026-11-23: \d+ figures changed/),
  });
  expect(lines).toContainEqual(expect.stringMatching(/^gpt-4o: input 2\.5 → 5$/));
  expect(offers()).toEqual(
    before.map((offer) => ({
      ...offer,
      input: offer.input * 2,
      output: offer.output * 2,
      context: 123_456,
      longest_output: 4_096,
      date: "2026-11-23",
      source: "models-dev",
    })),
  );
  expect(readFileSync(path, "utf8").split("\n")[1]).toBe(comment);
});

test("an offer that is gone keeps its price and its date, and is named", async () => {
  const catalogue = doubled();
  delete catalogue.openai?.models["gpt-4o"];
  answer = { body: JSON.stringify(catalogue) };
  const { ok, lines } = await refresh();
  expect(ok).toBe(true);
  expect(lines.at(-1)).toContain("openai gpt-4o");
  expect(offers().find(({ model }) => model === "gpt-4o")).toMatchObject({
    input: 2.5,
    date: "2026-09-23",
    source: "genai-prices",
  });
});

describe("a bad answer changes nothing, and the reason is said", () => {
  const half = (): string => {
    const catalogue = doubled();
    return JSON.stringify({ openai: catalogue.openai });
  };
  const dear = (): string => {
    const catalogue = doubled();
    const models = catalogue.openai?.models as Record<string, { cost: { input: number } }>;
    const offer = models["gpt-4o"];
    if (offer !== undefined) offer.cost.input = 2_500_000;
    return JSON.stringify(catalogue);
  };
  test.each<[string, () => typeof answer, RegExp, number]>([
    ["no JSON", () => ({ body: "<html>Sorry" }), /no JSON/, 3],
    ["another form", () => ({ body: '{"data": []}' }), /another form/, 1],
    [
      "a price in words",
      () => ({ body: '{"openai": {"models": {"gpt-4o": {"cost": {"input": "free", "output": 1}}}}}' }),
      /another form/,
      1,
    ],
    ["nothing", () => ({ body: "{}" }), /knows only 0 of our/, 1],
    ["a part of it", () => ({ body: half() }), /knows only \d+ of our/, 1],
    ["a price that cannot be", () => ({ body: dear() }), /\$2500000/, 1],
    ["not found", () => ({ status: 404, body: "" }), /404/, 1],
    ["a failing server", () => ({ status: 503, body: "" }), /503/, 3],
    ["silence", () => ({ body: "{}", delayMs: 1_000 }), /no answer in time/, 3],
  ])("%s", async (_, make, reason, attempts) => {
    answer = make();
    const before = readFileSync(path, "utf8");
    const { ok, lines } = await refresh();
    expect(ok).toBe(false);
    expect(lines.join()).toMatch(reason);
    expect(lines.join()).toContain("stays as it was");
    expect(readFileSync(path, "utf8")).toBe(before);
    expect(asked).toBe(attempts);
  });

  test("no network", async () => {
    const before = readFileSync(path, "utf8");
    const report = await refreshPriceFile(path, {
      url: "http://127.0.0.1:9/",
      today: "2026-11-23",
      pauseMs: 1,
    });
    expect(report).toMatchObject({
      ok: false,
      lines: [expect.stringMatching(/could not be read.*stays as it was/)],
    });
    expect(readFileSync(path, "utf8")).toBe(before);
  });

  test("no price file, or one that cannot be read", async () => {
    answer = { body: "{}" };
    const gone = await refreshPriceFile(join(folder, "nowhere.yaml"), { url, today: "2026-11-23" });
    expect(gone).toMatchObject({ ok: false, lines: [expect.stringMatching(/no price file/)] });
    writeFileSync(path, "offers: {");
    expect((await refresh()).ok).toBe(false);
  });
});
