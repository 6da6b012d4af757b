import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, isAbsolute, join } from "node:path";
import type { TransformersConfig } from "./config.ts";

/** Where the model's files are, or why there are none. */
export type FoundModel =
  /** `mark` tells models apart that people gave the same name. */
  | { kind: "here"; path: string; dtype: string; mark: string }
  | { kind: "download"; dtype: string }
  | { kind: "absent"; reason: string };

/** Beside the network itself. */
const FILES = ["config.json", "tokenizer.json", "tokenizer_config.json"];

/** The network's file by the kind of its numbers, in the order in which they are taken: 8-bit ones are quick and near enough. */
const NETWORKS: Record<string, string> = {
  q8: "model_quantized",
  fp32: "model",
  fp16: "model_fp16",
  int8: "model_int8",
  uint8: "model_uint8",
  q4: "model_q4",
  q4f16: "model_q4f16",
  bnb4: "model_bnb4",
};
const networkFile = (dtype: string): string => join("onnx", `${NETWORKS[dtype]}.onnx`);

/** What is fetched where nothing is here yet. */
const DOWNLOADED = "q8";

/** Looks for the model's files; nothing is loaded. */
export function findModel({ model, folder, download }: TransformersConfig): FoundModel {
  const named = !isAbsolute(model);
  const path = named ? join(folder, model) : model;
  const dtype = Object.keys(NETWORKS).find((one) => existsSync(join(path, networkFile(one))));
  const missing = FILES.filter((file) => !existsSync(join(path, file)));
  if (dtype !== undefined && missing.length === 0)
    return { kind: "here", path, dtype, mark: named ? "" : markOf(path, dtype) };
  if (named && download) return { kind: "download", dtype: DOWNLOADED };
  const network = `${networkFile("fp32")} or ${networkFile("q8")}`;
  const wanted = dtype === undefined ? [...missing, network] : missing;
  const ways = named ? "put them there, or set TRANSFORMERS_ALLOW_DOWNLOAD=yes," : "put them there";
  const reason = existsSync(path)
    ? `The model in ${path} (TRANSFORMERS_MODEL) is not whole. It lacks ${list(wanted)}:`
    : `There is no model in ${path} (TRANSFORMERS_MODEL). Its files are ${list(wanted)}:`;
  return { kind: "absent", reason: `${reason} ${ways} and start Lectern again.` };
}

const list = (items: readonly string[]): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;

/** What models are called in caches and to people: of a folder its last part. */
export function modelName({ model }: TransformersConfig, found: FoundModel): string {
  const name = isAbsolute(model) ? basename(model) : model;
  if (found.kind === "absent") return name;
  const mark = found.kind === "here" && found.mark !== "" ? ` ${found.mark}` : "";
  return `${name}/${found.dtype}${mark}`;
}

/** Reading hundreds of megabytes at each start would be too long: what the network is like, and how long it is, must do. */
function markOf(path: string, dtype: string): string {
  const hash = createHash("sha256").update(readFileSync(join(path, "config.json")));
  for (const file of ["tokenizer.json", networkFile(dtype)])
    hash.update(`\n${statSync(join(path, file)).size}`);
  return hash.digest("hex").slice(0, 8);
}

/** Models of the E5 family were trained with a word before each text that tells questions from answers. */
export function prefixesOf(model: string): { query: string; passage: string } | undefined {
  return /(^|[-_.])e5([-_.]|$)/i.test(basename(model))
    ? { query: "query: ", passage: "passage: " }
    : undefined;
}
