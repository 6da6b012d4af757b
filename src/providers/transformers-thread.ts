import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { ProviderError, type ProviderFault } from "../embeddings/provider-error.ts";
import type { TransformersConfig } from "./config.ts";
import type { FoundModel } from "./find-model.ts";

/** Texts for the model. The settings come each time, for a thread may be a new one. */
export interface ModelWork {
  config: TransformersConfig;
  found: Exclude<FoundModel, { kind: "absent" }>;
  texts: string[];
}

export interface ModelVectors {
  vectors: Float32Array[];
  /** Those that were read. */
  tokens: number;
  /** Texts whose ends were not. */
  cut: number;
}

/** Errors lose their class on the way out of a thread. */
export type ModelAnswer = ModelVectors | { fault: ProviderFault; message: string };

const PACKAGE = "@huggingface/transformers";

/** What is used of the package. It need not be installed, so its own types may be absent. */
interface Library {
  env: { allowRemoteModels: boolean; cacheDir: string; remoteHost: string };
  pipeline(
    task: "feature-extraction",
    model: string,
    options: { dtype: string; device: "cpu" },
  ): Promise<Extractor>;
}
interface Extractor {
  (
    texts: string[],
    options: { pooling: "mean"; normalize: true },
  ): Promise<{
    data: Float32Array;
    dims: number[];
  }>;
  tokenizer: { encode(text: string): number[]; model_max_length: number };
}

let loaded: Promise<Extractor> | undefined;

/** What the thread does; the pool finds it by name. */
export async function embed({ config, found, texts }: ModelWork): Promise<ModelAnswer> {
  try {
    loaded ??= load(config, found);
    const extractor = await loaded.catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    return await vectorsOf(extractor, texts);
  } catch (error) {
    const { fault, message } =
      error instanceof ProviderError
        ? error
        : new ProviderError("refused", `The model could not take these texts: ${messageOf(error)}`);
    return { fault, message };
  }
}

async function vectorsOf(extractor: Extractor, texts: string[]): Promise<ModelVectors> {
  const { data, dims } = await extractor(texts, { pooling: "mean", normalize: true });
  const length = dims.at(-1) ?? 0;
  const { tokenizer } = extractor;
  const counts = texts.map((text) => tokenizer.encode(text).length);
  const most = tokenizer.model_max_length;
  return {
    vectors: texts.map((_, at) => data.slice(at * length, (at + 1) * length)),
    tokens: counts.reduce((sum, count) => sum + Math.min(count, most), 0),
    cut: counts.filter((count) => count > most).length,
  };
}

async function load(config: TransformersConfig, found: ModelWork["found"]): Promise<Extractor> {
  const { env, pipeline } = await loadLibrary(config.packageFolder);
  env.cacheDir = config.folder;
  env.allowRemoteModels = found.kind === "download";
  if (config.baseUrl !== undefined) env.remoteHost = `${config.baseUrl.replace(/\/$/, "")}/`;
  const from = found.kind === "here" ? found.path : config.model;
  try {
    return await pipeline("feature-extraction", from, { dtype: found.dtype, device: "cpu" });
  } catch (error) {
    throw found.kind === "here"
      ? new ProviderError("model", `The model in ${found.path} cannot be loaded: ${messageOf(error)}`)
      : downloadError(config, env.remoteHost, error);
  }
}

function downloadError({ model, folder }: TransformersConfig, host: string, error: unknown): ProviderError {
  const otherwise = `or put its files into ${join(folder, model)}`;
  if (error instanceof Error && error.name === "ModelFileNotFoundError")
    return new ProviderError(
      "model",
      `${host} has no ${model} for this program, or not for everybody: check TRANSFORMERS_MODEL, ${otherwise}. It said: ${messageOf(error)}`,
    );
  return new ProviderError(
    "network",
    `The model ${model} could not be downloaded from ${host} (${messageOf(error)}): see to the network, ${otherwise}, and start Lectern again.`,
  );
}

async function loadLibrary(folder: string): Promise<Library> {
  const path = pathOf(folder);
  try {
    const { default: library } = (await import(pathToFileURL(path).href)) as { default: Library };
    return library;
  } catch (error) {
    throw new ProviderError(
      "model",
      `The package ${PACKAGE} in ${dirname(path)} cannot be loaded on this machine (Node ${process.version}, ${process.platform} ${process.arch}): ${messageOf(error)}`,
    );
  }
}

function pathOf(folder: string): string {
  try {
    return createRequire(join(folder, "package.json")).resolve(PACKAGE);
  } catch {
    throw new ProviderError(
      "model",
      `The package ${PACKAGE} is not installed. Run "npm install --ignore-scripts --prefix ${folder} ${PACKAGE}@4" (about 470 MB) and start Lectern again, or set TRANSFORMERS_PACKAGE to the folder where it is.`,
    );
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
