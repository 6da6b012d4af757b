import { evaluator, wordSetting } from "../course/comparable.ts";
import type { Score, Setting } from "../course/content.ts";
import type { Course, Model } from "../course/model.ts";
import type { Json } from "../replies/reply.ts";
import { tableCsv } from "../replies/text-table.ts";
import { bestAt, type ComparedRow, type Outside } from "./compared-rows.ts";
import type { ReadAsTuned } from "./read-as-tuned.ts";
import { competitor } from "./scores.ts";

/** A setting as `data` carries it: its parts, and in words. */
export const settingData = (setting: Setting): { [key: string]: Json } => ({
  ...setting,
  words: wordSetting(setting),
});

/** A score as `data` carries it. */
export function scoreData(score: Score): { [key: string]: Json } {
  const { score: value, unit, source, verified, setting, listedUnder, note } = score;
  return {
    ...{ value, unit, source, verified },
    setting: settingData(setting),
    ...(listedUnder === undefined ? {} : { listedUnder: settingData(listedUnder) }),
    ...(note === undefined ? {} : { note }),
  };
}

/** Every row and every score of a comparison. */
export function comparisonData(compared: {
  models: readonly Model[];
  rows: readonly ComparedRow[];
  outside: readonly Outside[];
  changes: readonly ReadAsTuned[];
  force: boolean;
}): { [key: string]: Json } {
  const { models, rows, outside, changes, force } = compared;
  const idAt = (at: number): string => models[at]?.id ?? "";
  return {
    models: models.map(({ id }) => id),
    readAs: changes.map(({ from, to }) => ({ from: from.id, to: to.id })),
    rows: rows.map(({ benchmark, setting, evaluator: by, unit, cells, mixed, lead }) => ({
      benchmark: benchmark.id,
      setting: settingData(setting),
      evaluator: by,
      unit,
      comparable: !mixed,
      lead: lead.kind === "lead" ? idAt(lead.at) : null,
      ...(mixed && force ? { best: idAt(bestAt({ benchmark, cells }) ?? -1) } : {}),
      noise: lead.kind === "unknown" ? "unknown" : lead.kind === "noise" ? "within" : "beyond",
      scores: Object.fromEntries(
        cells.flatMap((score, at) => (score === undefined ? [] : [[idAt(at), scoreData(score)]])),
      ),
    })),
    notComparable: outside.map(({ benchmark, entries }) => ({
      benchmark: benchmark.id,
      scores: Object.fromEntries(entries.map(({ at, score }) => [idAt(at), scoreData(score)])),
    })),
  };
}

/** Scores in long form: one line each. */
export function scoresCsv(course: Course, scores: readonly Score[]): string {
  const labels = ["model", "name", "benchmark", "setting", "listed under", "evaluator", "score", "unit"];
  const columns = [...labels, "source", "status", "note"].map((label) => ({ label }));
  const rows = scores.map((score) => [
    score.model,
    competitor(course, score.model).name,
    score.benchmark,
    wordSetting(score.setting),
    score.listedUnder === undefined ? "" : wordSetting(score.listedUnder),
    evaluator(score),
    String(score.score),
    score.unit,
    score.source,
    score.verified,
    score.note ?? "",
  ]);
  return tableCsv({ columns, rows });
}
