import { arg } from "../../src/router/args.ts";
import { defineCommand } from "../../src/router/command.ts";

/** Takes a file and several lines of text, and says what it got of both, in figures and in words. */
export const countCommand = defineCommand({
  name: "count",
  summary: "Count what is sent",
  examples: ["count apple, banana"],
  visibility: "private",
  access: "everyone",
  args: {
    texts: arg.lines("texts, one a line", "<texts>"),
    file: arg.file("a table of texts"),
    by: arg.named("what is counted", { placeholder: "<unit>" }),
  },
  run: async ({ texts, file, by }) => {
    const bytes = await file?.read();
    const words = bytes === undefined ? "no file" : `${file?.name}: ${new TextDecoder().decode(bytes)}`;
    const text = `${JSON.stringify(texts)} by ${by ?? "nothing"}; ${bytes?.length ?? 0} bytes, ${words}`;
    return { blocks: [{ kind: "text", text: `\`${text.slice(0, 400)}\`` }] };
  },
});
