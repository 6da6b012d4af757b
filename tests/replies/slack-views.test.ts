import { describe, expect, test } from "vitest";
import type { Block } from "../../src/replies/reply.ts";
import { slackFormValues, toSlackHome, toSlackModal } from "../../src/replies/slack-views.ts";
import { assertSlackAcceptsView } from "../support/slack/accepts.ts";

const json = (value: unknown): string => JSON.stringify(value);

const tableOf = (rows: number, columns = 2, cell = "7"): Extract<Block, { kind: "table" }> => ({
  kind: "table",
  caption: "Sizes",
  columns: Array.from({ length: columns }, (_, at) => ({ label: `c${at}` })),
  rows: Array.from({ length: rows }, () => Array.from({ length: columns }, () => cell)),
});

describe("views", () => {
  const field = { name: "model", label: "Model", hint: "as in gpt-3", required: true };

  test("a form is a modal whose blocks are named for the arguments", () => {
    const choices = [{ label: "By size", value: "size" }];
    const form = {
      command: "compare",
      title: "Compare two or more models",
      fields: [
        { ...field, value: "gopher" },
        { ...field, name: "by", required: false, choices, value: "size" },
      ],
    };
    const view = toSlackModal(form, "{}");
    assertSlackAcceptsView(view);
    expect(view).toMatchObject({
      callback_id: "compare",
      title: { text: "Compare two or more mod…" },
      blocks: [
        {
          block_id: "model",
          optional: false,
          element: { type: "plain_text_input", initial_value: "gopher" },
        },
        {
          block_id: "by",
          optional: true,
          element: { type: "static_select", initial_option: { value: "size" } },
        },
      ],
    });
  });

  test("a field whose values are offered is a select that searches, with what was chosen before", () => {
    const suggested = { hint: "2 to 6 models", list: { min: 2, max: 6 } };
    const fields = [
      {
        ...field,
        name: "models",
        value: "gpt-3, gopher",
        hint: "2 to 6 models, separated by commas",
        suggested,
      },
      { ...field, name: "by", value: "tokens", suggested: { hint: "a field" } },
      { ...field, name: "new", suggested: { hint: "a field" } },
      { ...field, name: "long", value: "x".repeat(76), suggested: { hint: "a field" } },
      { ...field, name: "many", value: "a,b,c,d,e,f,g", suggested },
    ];
    const view = toSlackModal({ command: "compare", title: "Compare", fields }, "{}");
    assertSlackAcceptsView(view);
    const option = (value: string) => ({ text: { text: value }, value });
    expect(view.blocks).toMatchObject([
      {
        hint: { text: "2 to 6 models" },
        element: {
          type: "multi_external_select",
          min_query_length: 0,
          max_selected_items: 6,
          initial_options: [option("gpt-3"), option("gopher")],
        },
      },
      { element: { type: "external_select", initial_option: option("tokens") } },
      { element: { type: "external_select" } },
      // What no select could hold stays a line of text.
      { element: { type: "plain_text_input", initial_value: "x".repeat(76) } },
      {
        hint: { text: "as in gpt-3" },
        element: { type: "plain_text_input", initial_value: "a,b,c,d,e,f,g" },
      },
    ]);
  });

  test("values come back by field, empty ones not at all", () => {
    const values = {
      models: { value: { selected_options: [{ value: "gpt-3" }, { value: "gopher" }] } },
      none: { value: { selected_options: [] } },
      model: { value: { value: " gpt-3 " } },
      by: { value: { selected_option: { value: "size" } } },
      left: { value: { value: null } },
      open: { value: { selected_option: null } },
    };
    expect(slackFormValues(values)).toEqual({ models: "gpt-3, gopher", model: "gpt-3", by: "size" });
  });

  test("a home tab shows a table as aligned text", () => {
    const home = toSlackHome({ blocks: [tableOf(2)] });
    assertSlackAcceptsView(home);
    expect(json(home)).toContain("c0  c1");
  });
});
