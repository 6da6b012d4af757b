import { termArg } from "../src/lessons/term-arg.ts";
import { letterList, termList } from "../src/lessons/term-list.ts";
import { notATerm, termReply } from "../src/lessons/term-reply.ts";
import { readAs } from "../src/lessons/ways-on.ts";
import { defineCommand } from "../src/router/command.ts";

/** What the words of the course mean. */
export const glossary = defineCommand({
  name: "glossary",
  summary: "Explain a term of the course",
  examples: ["glossary", "glossary tokenizer", "glossary chain of thought", "glossary c"],
  visibility: "private",
  access: "everyone",
  args: { term: termArg },

  run({ term: asked }, context) {
    if (asked === undefined) return termList(context);
    if (asked.kind === "letter") return letterList(asked.letter, context);
    if (asked.kind === "elsewhere") throw notATerm(asked.typed, asked.places, context);
    const reply = termReply(asked.term, context);
    const read = readAs(asked.exact ? undefined : asked.typed, asked.term.term);
    return { ...reply, blocks: [...read, ...reply.blocks] };
  },
});
