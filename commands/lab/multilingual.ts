import { parseOwnSentences } from "../../src/embedding-lab/own-sentences.ts";
import { languageOf } from "../../src/embeddings/data-files.ts";
import { MAP_KINDS, MAP_NAMES } from "../../src/labs/maps.ts";
import { arg } from "../../src/router/args.ts";
import { defineCommand, NEEDS } from "../../src/router/command.ts";
import { labArg } from "../../src/router/lab-args.ts";
import { working } from "../../src/router/working.ts";

/** The same sentences in several languages: do translations lie together? */
export const multilingual = defineCommand({
  name: "lab multilingual",
  summary: "The same sentences in several languages: whether translations lie together and find each other",
  examples: [
    "lab multilingual",
    "lab multilingual en: Good morning | de: Guten Morgen | fr: Le train est en retard",
  ],
  visibility: "public",
  access: "everyone",
  needs: NEEDS.labs,
  args: {
    sentences: arg.lines(
      "sentences of your own, one a line, with their language in front: de: Guten Morgen",
      "sentences",
    ),
    map: labArg.choice("how the picture is made: umap, pca or tsne", MAP_KINDS, MAP_NAMES),
    colour: labArg.choice("what the colours of the map show", ["meaning", "language"], {
      meaning: "What a sentence means",
      language: "Its language",
    }),
    model: labArg.model(),
  },

  run({ sentences, map, colour, model }, context) {
    const lines = sentences.includes("\n") ? sentences : sentences.replace(/\s*[|;]\s*/g, "\n");
    return working(context, "compare-languages", {
      ...(sentences === "" ? {} : { own: parseOwnSentences(lines, languageOf) }),
      ...(map === undefined ? {} : { map }),
      ...(colour === undefined ? {} : { colour }),
      model,
    });
  },
});
