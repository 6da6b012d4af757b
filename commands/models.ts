import { fieldChoices } from "../src/course/fields.ts";
import { completeNamed } from "../src/course/find-named.ts";
import { courseModels, courseRows } from "../src/registry/course-timeline.ts";
import { modelList } from "../src/registry/model-list.ts";
import { arg } from "../src/router/args.ts";
import { defineCommand, NEEDS } from "../src/router/command.ts";
import { namedArg } from "../src/router/named-args.ts";
import { registryArg } from "../src/router/registry-args.ts";

/** The registry as a table, or the course's own table as far as the lecture has come. */
export const models = defineCommand({
  name: "models",
  summary: "List language models, filtered and sorted, or the course's own table",
  examples: [
    "models params>100b sort:date",
    "models llama open:yes context>=32k sort:-context",
    "models org:google columns:params,tokens,mfu asof:2022-04",
    "models course upto:palm",
  ],
  visibility: "private",
  access: "everyone",
  needs: NEEDS.models,
  args: {
    filters: arg.words("filters such as params>100b, org:google, -openai; or: course", "filters"),
    sort: arg.named("a field to sort by; with - in front the largest first", {
      placeholder: "<field>",
      complete: (typed) => fieldChoices(typed),
    }),
    columns: registryArg.columns(),
    upto: arg.named("the course's table up to this model", {
      placeholder: "<model>",
      complete: (typed, { course }) =>
        completeNamed(courseRows(course), typed, 25).map(({ id, name }) => ({ label: name, value: id })),
    }),
    asof: namedArg.asOf(),
  },

  run({ filters: words, sort, columns, upto, asof: asOf }, { course, filesWanted }) {
    const [first, ...others] = words;
    const isCourse = first?.toLowerCase() === "course";
    const listing = { filters: isCourse ? others : words, sort, columns, asOf };
    return isCourse || upto !== undefined
      ? courseModels(course, { ...listing, upto })
      : modelList(course, { ...listing, filesWanted });
  },
});
