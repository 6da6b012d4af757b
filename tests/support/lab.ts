import type { ChartSpec } from "../../src/charts/spec.ts";
import type { JobName, Jobs } from "../../src/queue/catalogue.ts";
import { withoutMarkup } from "../../src/replies/markdown.ts";
import type { Block, Button, Json, Reply } from "../../src/replies/reply.ts";
import { textTable } from "../../src/replies/text-table.ts";
import type { Input, Platform } from "../../src/router/invocation.ts";
import { realCourse } from "./course.ts";
import { replyOf, routerWorld } from "./router.ts";

const wordsOf = (block: Block): string => {
  if (block.kind === "table") return [block.caption, ...textTable(block)].join("\n");
  if (block.kind === "fields")
    return block.fields.map(({ label, value }) => `${label}: ${withoutMarkup(value)}`).join("\n");
  return "text" in block ? withoutMarkup(block.text) : "";
};

/** An answer as a person sees it once everything is there. */
export interface Seen {
  reply: Reply;
  /** All words but those of charts and buttons. */
  words: string;
  charts: ChartSpec[];
  buttons: Button[];
  data: { [key: string]: Json };
  visibility: string;
  /** What a worker is to do; undefined where no more than pictures are missing. */
  job: { [Name in JobName]: { name: Name; payload: Jobs[Name] } }[JobName] | undefined;
}

export function seen(reply: Reply): Omit<Seen, "visibility" | "job"> {
  return {
    reply,
    words: reply.blocks.map(wordsOf).join("\n"),
    charts: reply.blocks.flatMap((block) => (block.kind === "chart" ? [block.spec] : [])),
    buttons: reply.blocks.flatMap((block) => (block.kind === "actions" ? block.buttons : [])),
    data: reply.data ?? {},
  };
}

/** Asks through a router, and looks behind pictures that are yet to be drawn. */
export function lab(): (input: string | Input, platform?: Platform) => Promise<Seen> {
  const opened = realCourse().then((course) => routerWorld(course));
  return async (input, platform = "web") => {
    const { ask, jobs } = await opened;
    const outcome = await ask(input, { platform });
    // By its own number: others may be asked meanwhile.
    const queued =
      outcome.kind === "working"
        ? jobs.find(({ job }) => job.invocation === outcome.parcel.invocation)
        : undefined;
    const drawn =
      queued?.name === "draw-reply" && "reply" in queued.job.payload ? queued.job.payload.reply : undefined;
    const visibility =
      outcome.kind === "reply"
        ? outcome.visibility
        : outcome.kind === "working"
          ? outcome.parcel.address.visibility
          : "none";
    const job =
      drawn === undefined && queued !== undefined
        ? { name: queued.name, payload: queued.job.payload }
        : undefined;
    return { ...seen(drawn ?? replyOf(outcome)), visibility, job: job as Seen["job"] };
  };
}
