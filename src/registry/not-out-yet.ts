import { type AsOf, wasReleased } from "../course/as-of.ts";
import { wordDate } from "../course/fields.ts";
import type { Course, Model } from "../course/model.ts";
import { plain } from "../replies/markdown.ts";
import type { Button, Reply } from "../replies/reply.ts";
import { asOfTyped } from "./as-of-marks.ts";
import { releaseKey } from "./families.ts";
import { Citations } from "./sources.ts";

const releaseOf = (model: Model): string => {
  const released = model.facts.release_date?.value;
  return typeof released === "string" ? released : "";
};

const sizeOf = (model: Model): number => Number(model.facts.parameters?.value ?? 0);

/** The newest model that the organisation had out by then; of several sizes of one release the largest. */
export function newestBy(
  course: Pick<Course, "models">,
  organisation: string,
  asOf: AsOf,
): Model | undefined {
  return course.models
    .filter((model) => model.organisation === organisation && wasReleased(model, asOf) === true)
    .sort((a, b) => {
      const newer = releaseOf(b).localeCompare(releaseOf(a));
      if (newer !== 0) return newer;
      return releaseKey(a) === releaseKey(b) ? sizeOf(b) - sizeOf(a) : 0;
    })[0];
}

/** For a model that came later than the day that was asked for: when it came, and what there was until then. */
export function notOutYet(course: Course, model: Model, asOf: AsOf): Reply {
  const citations = new Citations(course);
  const newest = newestBy(course, model.organisation, asOf);
  const cited = (one: Model): string => {
    const fact = one.facts.release_date;
    return fact === undefined ? "an unknown day" : `${wordDate(releaseOf(one))} ${citations.mark(fact)}`;
  };
  const [name, organisation] = [plain(model.name), plain(model.organisation)];
  const not = `**${name}** was not yet out as of ${asOf.words}: ${organisation} released it on ${cited(model)}.`;
  const then =
    newest === undefined
      ? `No model of ${organisation} that is known here was out by then.`
      : `The newest of ${organisation} known here by then was **${plain(newest.name)}** (${cited(newest)}).`;
  const buttons: Button[] = [
    ...(newest === undefined
      ? []
      : [{ action: "run", label: newest.name, value: `model ${newest.id} asof:${asOfTyped(asOf)}` }]),
    { action: "run", label: `${model.name} as known now`, value: `model ${model.id}` },
  ];
  return {
    blocks: [
      { kind: "text", text: `${not} ${then}` },
      { kind: "note", text: citations.note() },
      { kind: "actions", buttons },
    ],
    data: {
      model: model.id,
      asOf: asOfTyped(asOf),
      released: false,
      releaseDate: releaseOf(model),
      newestThen: newest?.id ?? null,
    },
  };
}
