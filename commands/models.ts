import { FIELDS, fieldChoices } from "../src/course/fields.ts";
import { filterModels, parseFilters, sortModels } from "../src/course/filter-models.ts";
import { figuresCsv, modelTable } from "../src/registry/comparison.ts";
import { plain } from "../src/replies/markdown.ts";
import { arg } from "../src/router/args.ts";
import { defineCommand } from "../src/router/command.ts";

const COLUMNS = FIELDS.filter(({ id }) =>
  ["release_date", "parameters", "training_tokens", "context_length"].includes(id),
);

/** The registry as a table: filtered, sorted, and whole as CSV. */
export const models = defineCommand({
  name: "models",
  summary: "List language models, filtered and sorted",
  examples: [
    "models params>100b sort:date",
    "models org:deepmind year:2022",
    "models llama open:yes context>=32k sort:-context",
  ],
  visibility: "private",
  access: "everyone",
  args: {
    filters: arg.words("filters such as params>100b, org:google, year:2022, open:yes", "filters"),
    sort: arg.named("a field to sort by; with - in front the largest first", {
      placeholder: "<field>",
      complete: (typed) => fieldChoices(typed),
    }),
  },

  run({ filters, sort }, { course }) {
    const parsed = parseFilters(filters);
    const { models: matching, unknown } = filterModels(course, parsed);
    const sorted = sortModels(matching, sort ?? "date");
    const asked = filters.length === 0 ? "" : ` match ${plain(filters.join(" "))}`;
    const left =
      unknown === 0
        ? ""
        : ` ${unknown} more ${unknown === 1 ? "was" : "were"} left out because that figure is unknown.`;
    const count = `**${sorted.length} of ${course.models.length} models${asked}.**${left}`;
    const data = { models: sorted.map(({ id }) => id), unknown };
    if (sorted.length === 0) {
      return {
        blocks: [{ kind: "text", text: `${count} Loosen a filter, for example \`/models params>10b\`.` }],
        data,
      };
    }
    const table = modelTable(sorted, COLUMNS, { caption: `${sorted.length} language models` });
    const alt = `Every figure of ${sorted.length} models with unit, source and status, as comma-separated values`;
    return {
      blocks: [
        { kind: "text", text: count },
        table,
        { kind: "note", text: "† from memory, less certain. Sources: `/model` and a name, or the CSV." },
      ],
      files: [{ name: "models.csv", mediaType: "text/csv", alt, text: figuresCsv(sorted, FIELDS) }],
      data,
    };
  },
});
