import { TASK_WORDS, TASKS, type Task } from "../src/registry/choose.ts";
import { choosing } from "../src/registry/choosing.ts";
import { namesAsRead } from "../src/registry/names-as-read.ts";
import { chooseArg } from "../src/router/choose-args.ts";
import { defineCommand, NEEDS } from "../src/router/command.ts";

const MOST_MODELS = 30;
const MOST = 1e9;
const [first = "anything", ...others] = Object.keys(TASKS) as Task[];

/** Weighs quality, price, latency, context and openness of models for a task, and shows the working. */
export const choose = defineCommand({
  name: "choose",
  summary: "Weigh quality, price, latency, context and openness of models for a task",
  examples: [
    "choose",
    "choose code quality:8 price:4 openness:2",
    'choose among:"gpt-4o, claude-3.5-sonnet, llama-3.1-405b-instruct" price:8 in:2000 out:500 requests:10k',
  ],
  visibility: "private",
  access: "everyone",
  needs: NEEDS.models,
  args: {
    task: chooseArg.oneOf("the task the model is for", [first, ...others], TASK_WORDS),
    quality: chooseArg.weight("quality", 5),
    price: chooseArg.weight("price", 3),
    latency: chooseArg.weight("latency", 0),
    context: chooseArg.weight("context", 1),
    openness: chooseArg.weight("openness", 0),
    in: chooseArg.amount("tokens in a request", { usual: 1000, most: MOST }),
    out: chooseArg.amount("tokens in an answer", { usual: 300, most: MOST }),
    requests: chooseArg.amount("requests", { usual: 1000, most: MOST }),
    among: chooseArg.among("2 to 30 models to choose from; all with a price unless you say", MOST_MODELS),
  },

  run(wish, { course }) {
    const { task, quality, price, latency, context, openness, among } = wish;
    const offered = new Set(course.offers.map(({ model }) => model));
    const models = among?.map(({ model }) => model) ?? course.models.filter(({ id }) => offered.has(id));
    const reply = choosing(course, models, {
      task,
      weights: { quality, price, latency, context, openness },
      ...(among === undefined ? {} : { among: models.map(({ id }) => id) }),
      usage: { inTokens: wish.in, outTokens: wish.out, requests: wish.requests },
    });
    return { ...reply, blocks: [...namesAsRead(among ?? []), ...reply.blocks] };
  },
});
