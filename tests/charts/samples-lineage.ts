import type { TreeSpec } from "../../src/charts/spec.ts";

type Row = [id: string, parent: string, label: string, detail: string, group: string];

const NODES: Row[] = [
  ["llama", "", "LLaMA", "Feb 2023, 7B to 65B", "Meta AI"],
  ["alpaca", "llama", "Alpaca", "Mar 2023, 7B", "Stanford"],
  ["vicuna", "llama", "Vicuna", "Mar 2023, 7B and 13B", "LMSYS"],
  ["koala", "llama", "Koala", "Apr 2023, 13B", "Berkeley"],
  ["guanaco", "llama", "Guanaco", "May 2023, 65B", "University of Washington"],
  ["llama-2", "", "Llama 2", "Jul 2023, 7B to 70B", "Meta"],
  ["llama-2-chat", "llama-2", "Llama 2 Chat", "Jul 2023", "Meta"],
  ["code-llama", "llama-2", "Code Llama", "Aug 2023", "Meta"],
  ["code-llama-python", "code-llama", "Code Llama Python", "Aug 2023", "Meta"],
  ["code-llama-instruct", "code-llama", "Code Llama Instruct", "Aug 2023", "Meta"],
  ["llama-3", "", "Llama 3.1 405B", "Jul 2024", "Meta"],
  ["llama-3-instruct", "llama-3", "Llama 3.1 405B Instruct", "Jul 2024", "Meta"],
];

export const lineage: TreeSpec = {
  kind: "tree",
  title: "Four research groups tuned LLaMA within three months",
  subtitle: "Llama models and what was made from them",
  source: "Model cards",
  nodes: NODES.map(([id, parent, label, detail, group]) => ({
    id,
    label,
    detail,
    group,
    ...(parent !== "" && { parent }),
    ...(id === "vicuna" && { highlight: true }),
  })),
};

/** Deeper than there are columns. */
export const deepLineage: TreeSpec = {
  ...lineage,
  title: "A chain of fine-tunes and merges",
  nodes: Array.from({ length: 12 }, (_, at) => ({
    id: `${at}`,
    label: `Merge of merges ${at}`,
    detail: "13B",
    group: ["Meta", "Stanford", "LMSYS"][at % 3] ?? "Meta",
    ...(at > 0 && { parent: `${at % 4 === 3 ? at - 3 : at - 1}` }),
  })),
};

/** Wider than the picture has rows. */
export const broadLineage: TreeSpec = {
  ...lineage,
  title: "Eighty tunes of one base model",
  nodes: [
    { id: "base", label: "LLaMA 7B", group: "Meta AI" },
    ...Array.from({ length: 80 }, (_, at) => ({
      id: `${at}`,
      parent: at < 8 ? "base" : `${at % 8}`,
      label: `Tune ${at} on a rather long-named instruction data set`,
      detail: at % 2 === 0 ? "2023" : "",
      group: `Group ${at % 8}`,
      highlight: at === 79,
    })),
  ],
};
