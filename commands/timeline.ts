import { asOfWords } from "../src/registry/as-of-marks.ts";
import { MEASURES, timelineOf } from "../src/registry/timeline.ts";
import { timelineReply } from "../src/registry/timeline-reply.ts";
import { defineCommand, NEEDS } from "../src/router/command.ts";
import { namedArg } from "../src/router/named-args.ts";
import { registryArg } from "../src/router/registry-args.ts";

/** Models over time as a chart. */
export const timeline = defineCommand({
  name: "timeline",
  summary: "Draw how size, data, efficiency or context grew over the years",
  examples: [
    "timeline parameters",
    "timeline tokens-per-parameter",
    "timeline mfu",
    "timeline context org:openai",
  ],
  visibility: "public",
  access: "everyone",
  needs: NEEDS.models,
  args: {
    what: registryArg.timeline(`${MEASURES.map(({ word }) => word).join(", ")}; then filters as in /models`),
    asof: namedArg.asOf(),
  },

  run({ what, asof }, { course }) {
    const timeline = timelineOf(course, what, asof);
    const reply = timelineReply(course, timeline);
    if (timeline.moments.length === 0) return reply;
    const kept = [...(what.all ? ["all"] : []), ...what.filters].map((word) =>
      /\s/.test(word) ? `"${word}"` : word,
    );
    const rest = kept.map((word) => ` ${word}`).join("") + asOfWords(asof);
    const others = MEASURES.filter((measure) => measure !== what.measure).slice(0, 4);
    const buttons = others.map(({ word }) => ({
      action: "run",
      label: word,
      value: `timeline ${word}${rest}`,
    }));
    return { ...reply, blocks: [...reply.blocks, { kind: "actions", buttons }] };
  },
});
