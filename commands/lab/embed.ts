import { COURSE_WORDS } from "../../src/embedding-lab/course-words.ts";
import { tableItems, typedItems } from "../../src/embedding-lab/items.ts";
import { fromValue, type KeptItems, MOST_GROUPS } from "../../src/embedding-lab/request.ts";
import { UserError } from "../../src/errors.ts";
import { MAP_KINDS, MAP_NAMES } from "../../src/labs/maps.ts";
import { arg } from "../../src/router/args.ts";
import { defineCommand, NEEDS } from "../../src/router/command.ts";
import { labArg } from "../../src/router/lab-args.ts";
import { working } from "../../src/router/working.ts";

/** Words or sentences as points: which are alike, and how they lie. */
export const embed = defineCommand({
  name: "lab embed",
  summary: "Words or sentences as vectors: a map of them, the nearest pairs, and the odd one out",
  examples: [
    "lab embed",
    "lab embed banana, cherry, strawberry, castle, house, car, truck, apple",
    "lab embed fruit: apple, banana, cherry; sport: tennis, soccer, basketball",
    "lab embed The parcel never came | My delivery is missing | I like the new colour",
  ],
  visibility: "public",
  access: "everyone",
  needs: NEEDS.labs,
  args: {
    texts: arg.lines(
      "words or sentences: one a line, or with commas or | between them",
      "words or sentences",
    ),
    file: arg.file("a CSV, TSV or text file with up to 10,000 rows instead"),
    column: arg.named("the file's column with the texts, by name or number", { placeholder: "<column>" }),
    label: arg.named("the file's column with labels, for the colours", { placeholder: "<column>" }),
    map: labArg.choice("how the picture is made: pca, umap or tsne", MAP_KINDS, MAP_NAMES),
    groups: labArg.number("how many clusters to colour; found by itself otherwise", {
      min: 2,
      max: MOST_GROUPS,
    }),
    model: labArg.model(),
  },

  async run({ texts, file, column, label, map, groups, model }, context) {
    if (file !== undefined && texts !== "")
      throw new UserError("There is a file and there are typed texts: send one of them.", {
        argument: "texts",
      });
    const columns = {
      ...(column === undefined ? {} : { column }),
      ...(label === undefined ? {} : { label }),
    };
    const table = column !== undefined || label !== undefined;
    let items: KeptItems;
    if (file !== undefined) items = tableItems(await file.read(), { ...columns, name: file.name });
    else if (texts === "") items = typedItems(COURSE_WORDS);
    else items = table ? tableItems(texts, { ...columns, name: "what was typed" }) : typedItems(texts);
    const key = await context.keep(JSON.stringify(items));
    const wanted = { key, map: map ?? "pca", model, show: "map" as const };
    return working(context, "embed-texts", { ...wanted, ...(groups === undefined ? {} : { groups }) });
  },

  actions: {
    show(value, context) {
      const request = fromValue(value);
      if (request === undefined) throw new UserError("Give the command again to get a fresh button.");
      return { ...working(context, "embed-texts", request), private: true };
    },
  },
});
