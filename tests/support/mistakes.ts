import type { Outcome } from "../../src/adapters/adapter.ts";

/** As the router does it: what somebody did wrong is between them and Lectern. */
export function mistakesPrivate(outcome: Outcome): Outcome {
  if (outcome.kind !== "reply" || outcome.reply.error !== true) return outcome;
  return { ...outcome, visibility: "private" };
}
