import { type AsOf, wasReleased } from "../course/as-of.ts";
import type { Course, Model } from "../course/model.ts";

const IN_BRACKETS = /\s*\([^)]*\)$/;
/** " 280B", "-6B", " 8x7B", " 16x3.8B" and whatever stands behind it. */
const FROM_SIZE_ON = /[ -]\d+(?:\.\d+)?(?:x\d+(?:\.\d+)?)?[MBT]\b.*$/i;
const UP_TO_VERSION = /^.*?\w*\d[\w.]*(?=[ -]|$)/;
const SIZE_WORDS = /[ -](?:family|base|large)$/i;

/** What a model is called without its size and kind: "Llama 3.1" of "Llama 3.1 8B Instruct", "GPT-3" of "GPT-3 XL 1.3B". */
export function releaseName({ name }: Pick<Model, "name">): string {
  const unsized = name.replace(IN_BRACKETS, "").replace(FROM_SIZE_ON, "");
  return UP_TO_VERSION.exec(unsized)?.[0] ?? unsized.replace(SIZE_WORDS, "");
}

/** The same for the models that one organisation published under one name. */
export const releaseKey = (model: Model): string => `${model.organisation}|${releaseName(model)}`;

const known = new WeakMap<readonly Model[], Map<string, Model[]>>();

/**
 * The models that belong together, the model itself among them, oldest first: what was tuned from each other (`base`),
 * and the sizes of one release, which is the same organisation and the same name without size and kind. Sizes that all
 * have a base do not join what they were tuned from: WizardLM 7B is a LLaMA, and WizardLM 70B a Llama 2.
 */
export function familyOf(course: Pick<Course, "models">, model: Model): Model[] {
  const families = known.get(course.models) ?? findFamilies(course.models);
  known.set(course.models, families);
  return families.get(model.id) ?? [model];
}

function findFamilies(models: readonly Model[]): Map<string, Model[]> {
  const families = new Map<string, Model[]>(models.map((model) => [model.id, [model]]));
  const join = (one: string, other: string): void => {
    const [into, from] = [families.get(one), families.get(other)];
    if (into === undefined || from === undefined || into === from) return;
    into.push(...from);
    for (const { id } of from) families.set(id, into);
  };
  const releases = new Map<string, Model[]>();
  for (const model of models) {
    if (model.base !== undefined) join(model.base, model.id);
    const key = releaseKey(model);
    releases.set(key, [...(releases.get(key) ?? []), model]);
  }
  for (const sizes of releases.values()) {
    const first = sizes.find(({ base }) => base === undefined);
    if (first !== undefined) for (const { id } of sizes) join(first.id, id);
  }
  const order = new Map(models.map(({ id }, at) => [id, at]));
  for (const family of new Set(families.values()))
    family.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  return families;
}

/** From this many on there is something to draw. */
export const SMALLEST_TREE = 3;

/** The family as far as it was out by then. */
export function familyBy(course: Pick<Course, "models">, model: Model, asOf?: AsOf): Model[] {
  const family = familyOf(course, model);
  return asOf === undefined
    ? family
    : family.filter((member) => member === model || wasReleased(member, asOf) === true);
}

/** What was tuned from this model, oldest first. */
export function tunedFrom(course: Pick<Course, "models">, model: Model): Model[] {
  return course.models.filter(({ base }) => base === model.id);
}
