import type { TreeSpec } from "../charts/spec.ts";
import type { AsOf } from "../course/as-of.ts";
import { FIELDS, type Field, wordCount, wordDate } from "../course/fields.ts";
import type { Course, Model } from "../course/model.ts";
import { plain } from "../replies/markdown.ts";
import type { Reply, TableBlock } from "../replies/reply.ts";
import { modelTable } from "./comparison.ts";
import { familyBy, releaseKey, releaseName, SMALLEST_TREE } from "./families.ts";
import { Citations, RECALLED_MARK, RECALLED_NOTE, sourceLine } from "./sources.ts";

const isTuned = (family: readonly Model[]) => {
  const ids = new Set(family.map(({ id }) => id));
  return (model: Model): boolean => model.base !== undefined && ids.has(model.base);
};

/** With more releases than these only those are named that the others were tuned from. */
const MOST_NAMES = 3;

/** "Llama 3.1", "GPT-3 and InstructGPT", "Llama 2, Code Llama and their descendants". */
function familyNames(family: readonly Model[]): string {
  const names = [...new Set(family.map(releaseName))];
  if (names.length > MOST_NAMES) {
    const tuned = isTuned(family);
    const roots = [...new Set(family.filter((model) => !tuned(model)).map(releaseName))];
    const descendants = `${roots.length === 1 ? "its" : "their"} descendants`;
    if (roots.length > 0 && roots.length <= MOST_NAMES) return listed([...roots, descendants]);
  }
  return listed(names);
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/** "OPT: 9 models from 125M to 175B", "LLaMA and its descendants: 11 models …, 7 tuned from another one". */
export function familyFinding(family: readonly Model[]): string {
  const sizes = family
    .map(({ facts }) => facts.parameters?.value)
    .filter((value) => typeof value === "number")
    .sort((a, b) => a - b);
  const [least = 0, most = 0] = [sizes[0], sizes.at(-1)];
  const range =
    sizes.length === family.length && least < most ? ` from ${wordCount(least)} to ${wordCount(most)}` : "";
  const tuned = family.filter(isTuned(family)).length;
  const how = tuned === 0 ? "" : `, ${tuned} tuned from another one`;
  return `${familyNames(family)}: ${family.length} ${family.length === 1 ? "model" : "models"}${range}${how}`;
}

const monthOf = (model: Model): string => {
  const released = model.facts.release_date?.value;
  return typeof released === "string" ? wordDate(released.slice(0, "2022-04".length)) : "date unknown";
};

/** The releases with more than one size among these models. */
function severalSizes(models: readonly Model[]): Map<string, { first: Model; count: number }> {
  const releases = new Map<string, { first: Model; count: number }>();
  for (const model of models) {
    const key = releaseKey(model);
    const { first = model, count = 0 } = releases.get(key) ?? {};
    releases.set(key, { first, count: count + 1 });
  }
  return new Map([...releases].filter(([, { count }]) => count > 1));
}

/** The release, its sizes, and what was tuned from them; the release has a node where it has several sizes. */
export function familyTree(course: Course, family: readonly Model[], asked: Model): TreeSpec {
  const tuned = isTuned(family);
  const releases = severalSizes(family.filter((model) => !tuned(model)));
  const parentOf = (model: Model): string | undefined => {
    if (tuned(model)) return model.base;
    const key = releaseKey(model);
    return releases.has(key) ? `release:${key}` : undefined;
  };
  const roots = [...releases].map(([key, { first, count }]) => ({
    id: `release:${key}`,
    label: releaseName(first),
    detail: `${count} sizes here`,
    group: first.organisation,
  }));
  const nodes = family.map((model) => {
    const parent = parentOf(model);
    return {
      id: model.id,
      ...(parent === undefined ? {} : { parent }),
      label: model.name,
      detail: monthOf(model),
      group: model.organisation,
      ...(model === asked ? { highlight: true } : {}),
    };
  });
  const dates = family.flatMap(({ facts }) => facts.release_date ?? []);
  return {
    kind: "tree",
    title: familyFinding(family),
    subtitle: "A release, its sizes, and what was tuned from them",
    source: sourceLine(course, dates),
    nodes: [...roots, ...nodes],
  };
}

const SHOWN: readonly Field[] = FIELDS.filter(({ id }) => id === "release_date" || id === "parameters");

function familyTable(course: Course, family: readonly Model[], citations: Citations): TableBlock {
  const nameOf = (id: string | undefined): string => course.models.find((one) => one.id === id)?.name ?? "–";
  const table = modelTable(family, SHOWN, { caption: "The family, oldest first", citations });
  const [model, ...columns] = table.columns;
  return {
    ...table,
    columns: [...(model === undefined ? [] : [model]), { label: "Tuned from" }, ...columns],
    rows: table.rows.map(([name = "", ...cells], at) => [name, nameOf(family[at]?.base), ...cells]),
  };
}

/** The family of a model: what it is, the tree where there are enough of them, and their table. */
export function familyReply(course: Course, model: Model, asOf?: AsOf): Reply {
  const family = familyBy(course, model, asOf);
  const when = asOf === undefined ? "" : ` as of ${asOf.words}`;
  const data = {
    model: model.id,
    family: family.map(({ id, base }) => ({ model: id, base: base ?? null })),
  };
  if (family.length === 1) {
    const text = `**${plain(model.name)}** has no relatives in the registry${when}: no other size of its release, and nothing tuned from it.`;
    return { blocks: [{ kind: "text", text }], data };
  }
  const citations = new Citations(course);
  const table = familyTable(course, family, citations);
  const recalled = JSON.stringify(table.rows).includes(RECALLED_MARK) ? RECALLED_NOTE : "";
  return {
    blocks: [
      { kind: "heading", text: familyFinding(family) + when },
      ...(family.length < SMALLEST_TREE
        ? []
        : [{ kind: "chart", spec: familyTree(course, family, model) } as const]),
      table,
      { kind: "note", text: [citations.note(), recalled].filter(Boolean).join("\n") },
    ],
    data,
  };
}
