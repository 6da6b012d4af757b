import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "./retry.ts";

export const realClock: Clock = {
  now: Date.now,
  wait: (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal }),
  random: Math.random,
};
