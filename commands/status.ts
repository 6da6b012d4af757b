import { plain } from "../src/replies/markdown.ts";
import { defineCommand } from "../src/router/command.ts";

/** What is connected and how long the queues are. */
export const status = defineCommand({
  name: "status",
  summary: "Show connections, queues and memory",
  examples: ["status"],
  visibility: "private",
  access: "staff",
  args: {},

  async run(_, context) {
    const figures = await context.status();
    const fields = Object.entries(figures).map(([label, value]) => ({ label, value: plain(value) }));
    return {
      blocks: [
        { kind: "heading", text: "Status" },
        { kind: "fields", fields },
      ],
      data: figures,
    };
  },
});
