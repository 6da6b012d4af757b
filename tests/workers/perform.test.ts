import { pino } from "pino";
import { expect, test } from "vitest";
import type { ChartSpec } from "../../src/charts/spec.ts";
import { UserError } from "../../src/errors.ts";
import { FINAL, type Parcel, type QueuedJob } from "../../src/queue/catalogue.ts";
import type { Queues } from "../../src/queue/open.ts";
import { whileDrawing } from "../../src/replies/drawing.ts";
import type { Block, Reply } from "../../src/replies/reply.ts";
import type { Platform } from "../../src/router/invocation.ts";
import type { Artifact, Artifacts } from "../../src/storage/artifacts.ts";
import type { Hands } from "../../src/workers/index.ts";
import { jobConsumer } from "../../src/workers/perform.ts";
import { openPictures } from "../../src/workers/pictures.ts";

const chart = (title: string): Block => ({
  kind: "chart",
  spec: {
    kind: "bar",
    orientation: "horizontal",
    title,
    source: "a source",
    categories: [{ label: "Gopher" }],
    panels: [
      {
        axis: { label: "parameters", scale: "log", format: "count" },
        series: [{ label: "Parameters", values: [280e9] }],
      },
    ],
  },
});

function jobFor(reply: Reply, platform: Platform = "web"): QueuedJob {
  const askedAt = Date.now();
  const address = { platform, channel: "general", person: "ada", visibility: "public" as const, askedAt };
  return {
    invocation: "i",
    reference: "REF234",
    address,
    meanwhile: whileDrawing(reply, platform),
    payload: { reply },
  };
}

const never = async (): Promise<never> => {
  throw new Error("not for these jobs");
};
const noHands: Hands = {
  embeddings: {
    // Goes on until it is stopped.
    embed: (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => reject(signal.reason));
      }),
    close: async () => {},
  },
  compute: never,
  labData: never,
  kept: async () => JSON.stringify({ items: [{ text: "apple" }], bad: [], badCount: 0, left: 0 }),
  poolSentences: never,
};

/** The worker's parts with memory instead of a database, and a pool that counts and can be slow or broken. */
function workshop(draw: (spec: ChartSpec) => Promise<void> = async () => {}) {
  const parcels: { parcel: Parcel; id: string }[] = [];
  const drawn: string[] = [];
  const stored = new Map<string, Artifact>();
  const artifacts: Artifacts = {
    size: async (key) => stored.get(key),
    bytes: async (key) => stored.get(key)?.bytes,
    put: async (key, artifact) => void stored.set(key, artifact),
    prune: async () => {},
  };
  const pool = {
    draw: async (spec: ChartSpec) => {
      drawn.push(spec.title);
      await draw(spec);
      return { png: Buffer.from(spec.title), width: 1200, height: 675 };
    },
    check: async () => {},
    close: async () => {},
  };
  const queues = {
    addParcel: async (parcel: Parcel, id = "") => void parcels.push({ parcel, id }),
  } as unknown as Queues;
  const standing = new Set<string>();
  const asked = new Set<string>();
  const kept: string[] = [];
  const shows: string[] = [];
  const expected: number[] = [];
  const version = { now: 0 };
  const deliveries = {
    stands: async (invocation: string, stage = FINAL) =>
      standing.has(`${invocation} ${stage}`) || (stage === FINAL && standing.has(invocation)),
    stopping: async (invocation: string) => asked.has(invocation),
  };
  const consumer = jobConsumer({
    deliveries,
    live: {
      show: async (subject) => void shows.push(subject),
      begin: async (_, ms = 0) => {
        expected.push(ms);
        return version.now;
      },
    },
    queues,
    pictures: openPictures({ artifacts, pool }),
    hands: noHands,
    keptValues: {
      keep: async (value) => `k${kept.push(value)}`,
      get: async () => undefined,
      prune: async () => {},
    },
    log: pino({ level: "silent" }),
  });
  return { consumer, parcels, drawn, stored, standing, shows, version, expected, asked, kept };
}

test("a finished job leaves its reply for the platform, pictures as artifacts with alt text", async () => {
  const { consumer, parcels, stored } = workshop();
  await consumer.run(
    "draw-reply",
    jobFor({ blocks: [{ kind: "text", text: "before" }, chart("Big")] }),
    "job-1",
  );
  const [{ parcel, id } = { parcel: undefined, id: "" }] = parcels;
  expect(id).toBe(`job-1-${FINAL}`);
  expect(parcel).toMatchObject({
    invocation: "i",
    stage: FINAL,
    reply: { blocks: [{ kind: "text" }, { kind: "image", name: "big.png", width: 1200 }] },
  });
  const image = parcel?.reply.blocks[1];
  if (image?.kind !== "image") throw new Error("no image");
  expect(image.alt).toMatch(/Gopher 280B/);
  expect(stored.get(image.artifact)?.bytes.toString()).toBe("Big");
});

test("a job whose answer stands already is not done again", async () => {
  const { consumer, parcels, drawn, standing } = workshop();
  standing.add("i");
  await consumer.run("draw-reply", jobFor({ blocks: [chart("Again")] }), "job-again-1");
  expect([parcels, drawn]).toEqual([[], []]);
});

test("the same picture is drawn once: at the same time, later, and not for another one", async () => {
  const { consumer, drawn } = workshop(() => new Promise((resolve) => setImmediate(resolve)));
  const same = () => jobFor({ blocks: [chart("Same")] });
  await Promise.all([consumer.run("draw-reply", same(), "a"), consumer.run("draw-reply", same(), "b")]);
  await consumer.run("draw-reply", same(), "c");
  await consumer.run("draw-reply", jobFor({ blocks: [chart("Other")] }), "d");
  expect(drawn).toEqual(["Same", "Other"]);
});

test("a wide table becomes a picture on Discord; elsewhere it stays a table", async () => {
  const table: Block = {
    kind: "table",
    caption: "Wide",
    columns: [{ label: "x".repeat(80) }],
    rows: [["y"]],
  };
  const { consumer, parcels } = workshop();
  await consumer.run("draw-reply", jobFor({ blocks: [table] }, "discord"), "a");
  await consumer.run("draw-reply", jobFor({ blocks: [table] }, "slack"), "b");
  expect(parcels[0]?.parcel.reply).toMatchObject({ blocks: [{ kind: "image" }] });
  expect(parcels[1]?.parcel.reply).toEqual({ blocks: [table] });
});

test("long work reports progress in the place where the picture will be, at most once a second", async () => {
  let now = Date.now();
  const clock = Date.now;
  Date.now = () => now;
  try {
    const { consumer, parcels } = workshop(async () => {
      now += 700;
    });
    const reply = {
      blocks: [
        { kind: "text" as const, text: "table" },
        chart("One"),
        chart("Two"),
        chart("Three"),
        chart("Four"),
      ],
    };
    await consumer.run("draw-reply", jobFor(reply), "job");
    expect(parcels.map(({ parcel }) => parcel.stage)).toEqual([3, FINAL]);
    expect(parcels[0]?.parcel.reply.blocks.slice(0, 2)).toEqual([
      { kind: "text", text: "table" },
      { kind: "progress", text: "Drawing picture 3 of 4…", done: 2, total: 4 },
    ]);
  } finally {
    Date.now = clock;
  }
});

test("progress of a job that goes on with an old message stays below its answer", async () => {
  let now = Date.now();
  const clock = Date.now;
  Date.now = () => now;
  try {
    const { consumer, parcels } = workshop(async () => {
      now += 2_000;
    });
    const job = jobFor({ blocks: [chart("One"), chart("Two")] });
    await consumer.run("draw-reply", { ...job, address: { ...job.address, askedAt: 1 } }, "job");
    expect(parcels.map(({ parcel }) => parcel.stage)).toEqual([FINAL - 1, FINAL]);
  } finally {
    Date.now = clock;
  }
});

test("what fails for good is said, with the rest of the reply and a reference, and no detail", async () => {
  const broken = workshop(() => Promise.reject(new Error("postgres://user:secret@host")));
  const job = jobFor({ blocks: [{ kind: "text", text: "the table" }, chart("Never")] });
  const error = await broken.consumer.run("draw-reply", job, "job").catch((failure: Error) => failure);
  expect(error).toMatchObject({ message: expect.stringContaining("secret") });
  await broken.consumer.gaveUp(job, "job", error as Error);
  const said = JSON.stringify(broken.parcels[0]?.parcel.reply);
  expect(said).toContain("the table");
  expect(said).toContain("REF234");
  expect(said).not.toMatch(/secret|Drawing/);
  await broken.consumer.gaveUp(job, "job", new UserError("That file is empty."));
  expect(broken.parcels[1]?.parcel.reply).toEqual({
    blocks: [{ kind: "text", text: "That file is empty." }],
    error: true,
  });
});

test("a live message: its first job makes it the one that is kept up to date, later ones show newer versions above", async () => {
  const { consumer, parcels, drawn, standing, shows, version } = workshop();
  const job: QueuedJob = { ...jobFor({ blocks: [chart("Pool")] }), live: "pool" };
  version.now = 3;
  await consumer.run("draw-reply", job, "first");
  standing.add("i").add(`i ${FINAL + 3}`);
  await consumer.run("draw-reply", job, "i-live-3");
  version.now = 5;
  await consumer.run("draw-reply", job, "i-live-5");
  expect(parcels.map(({ parcel, id }) => [parcel.stage - FINAL, id])).toEqual([
    [3, `first-${FINAL + 3}`],
    [5, `i-live-5-${FINAL + 5}`],
  ]);
  expect(shows).toEqual(["pool"]);
  expect(drawn).toEqual(["Pool"]);
});

test("a job that is to stop says so, with a button to go on that every platform takes", async () => {
  const { consumer, parcels, asked, kept } = workshop(() => new Promise(() => undefined));
  const line = `lab embed ${"word ".repeat(40)}`;
  const job = { ...jobFor({ blocks: [] }), payload: { key: "k", map: "pca", model: "words", show: "map" } };
  asked.add("i");
  const reading = { ...job, line } as QueuedJob;
  await consumer.run("embed-texts", reading, "job");
  const { blocks } = parcels[0]?.parcel.reply ?? { blocks: [] };
  expect(JSON.stringify(blocks)).toContain("asked again, it goes on from there");
  expect(kept).toEqual([line]);
  expect(JSON.stringify(blocks)).toContain("~k1");
});

test("a live message's job says how long the one before took, so that the next is not planned into it", async () => {
  const { consumer, expected, version } = workshop(() => new Promise((resolve) => setTimeout(resolve, 30)));
  const job = (live: string): QueuedJob => ({ ...jobFor({ blocks: [chart(live)] }), live });
  await consumer.run("draw-reply", job("pool"), "first");
  version.now = 1;
  await consumer.run("draw-reply", job("pool"), "second");
  await consumer.run("draw-reply", job("other"), "third");
  expect(expected[1]).toBeGreaterThanOrEqual(29);
  expect([expected[0], expected[2]]).toEqual([0, 0]);
});
