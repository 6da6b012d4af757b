import type { Score, Setting } from "./content.ts";

/** "5-shot, CoT, maj@8 (simple-evals)"; "" when nothing is known about it. */
export function wordSetting(setting: Setting): string {
  const words = settingWords(setting);
  if (setting.harness === undefined) return words;
  return words === "" ? setting.harness : `${words} (${setting.harness})`;
}

/** Without who ran it: as it is written in references. */
export function settingWords({ shots, cot, detail }: Setting): string {
  const parts = [
    shots === undefined ? "" : `${shots}-shot`,
    cot === undefined ? "" : cot ? "CoT" : "no CoT",
    detail ?? "",
  ];
  return parts.filter(Boolean).join(", ");
}

/**
 * Scores with the same key were taken the same way by the same people: only those are ranked against each other. Prompt
 * and answer checking differ between evaluators even where shots and chain of thought agree, so the evaluator counts.
 */
export function comparisonKey(score: Score): string {
  return [score.benchmark, settingWords(score.setting), evaluator(score), score.unit].join("|");
}

/** Scores with the same key stand in one row of their source's table, footnotes or not. */
export function rowKey(score: Score): string {
  const setting = score.listedUnder ?? score.setting;
  return [score.benchmark, settingWords(setting), evaluator(score), score.unit].join("|");
}

/** Who measured: the harness where one is named, else the source. */
export function evaluator(score: Score): string {
  return score.setting.harness ?? score.listedUnder?.harness ?? score.source;
}
