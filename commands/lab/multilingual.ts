import { parsePair } from "../../src/embedding-lab/language-pair.ts";
import { MAP_COLOURS } from "../../src/embedding-lab/multilingual-map.ts";
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
    "lab multilingual en: The train is late | de: Der Zug ist verspätet | fr: Le train est en retard",
    "lab multilingual pair:en-fr",
  ],
  visibility: "public",
  access: "everyone",
  needs: NEEDS.labs,
  args: {
    sentences: arg.lines(
      "sentences of your own, one a line, with their language in front: de: Guten Morgen",
      "sentences",
    ),
    pair: arg.named("two languages whose sentences meet in a matrix, such as en-fr", {
      placeholder: "<en-de>",
    }),
    map: labArg.choice("how the picture is made: umap, pca or tsne", MAP_KINDS, MAP_NAMES),
    colour: labArg.choice("what the colours of the map show", MAP_COLOURS, {
      neighbour: "Whether the nearest text is a translation",
      meaning: "What a sentence means",
      language: "Its language",
    }),
    model: labArg.model(),
  },

  run({ sentences, pair, map, colour, model }, context) {
    const lines = sentences.includes("\n") ? sentences : sentences.replace(/\s*[|;]\s*/g, "\n");
    return working(context, "compare-languages", {
      ...(sentences === "" ? {} : { own: parseOwnSentences(lines, languageOf) }),
      ...(pair === undefined ? {} : { pair: parsePair(pair) }),
      ...(map === undefined ? {} : { map }),
      ...(colour === undefined ? {} : { colour }),
      model,
    });
  },
});
