import { dimensionsReply } from "../../src/embedding-lab/dimensions-reply.ts";
import { COURSE_TABLE, featureTable } from "../../src/embedding-lab/feature-table.ts";
import { arg } from "../../src/router/args.ts";
import { defineCommand, NEEDS } from "../../src/router/command.ts";

/** Dimensions that have names: the course's lemons, limes and Jordan, or one's own table. */
export const dimensions = defineCommand({
  name: "lab dimensions",
  summary: "Vectors with named dimensions: lemons, limes and Jordan, or your own features, multiplied",
  examples: [
    "lab dimensions",
    "lab dimensions features: sweet, crunchy; apple: 7, 8; cake: 9, 1; carrot: 4, 9",
  ],
  visibility: "public",
  access: "everyone",
  needs: NEEDS.labs,
  args: {
    table: arg.lines(
      "lines (or parts with ; between them): features: citric, large — then lemons: 8, 2; nothing for the course's",
      "features: a, b; thing: 8, 2; thing: 9, 1",
    ),
  },

  run({ table }) {
    return dimensionsReply(table.trim() === "" ? COURSE_TABLE : featureTable(table));
  },
});
