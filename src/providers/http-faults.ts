import { ProviderError, type ProviderFault } from "../embeddings/provider-error.ts";

/** What a provider is called in messages, and where its settings are. */
export interface Named {
  name: string;
  keyVariable: string;
  modelVariable: string;
  model: string;
  /** Where the key is looked up. */
  console: string;
}

/** The reason of an answer that is no success, from its status alone. */
function faultOf(status: number): ProviderFault {
  if (status === 401 || status === 403 || status === 498) return "key";
  if (status === 402) return "quota";
  if (status === 404) return "model";
  if (status === 408) return "timeout";
  if (status === 429) return "rate";
  // 409 and 499: the call met another one, or was taken for given up.
  return status >= 500 || status === 409 || status === 499 ? "server" : "refused";
}

/**
 * The wait that an answer's headers ask for, in milliseconds: `retry-after-ms`, or `Retry-After` in seconds or as a date.
 * `now` is in milliseconds since 1970.
 */
export function retryAfterMs(header: (name: string) => string | null, now: number): number | undefined {
  const exact = Number.parseFloat(header("retry-after-ms") ?? "");
  if (Number.isFinite(exact) && exact >= 0) return exact;
  const text = header("retry-after")?.trim();
  if (!text) return undefined;
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

function sentence(fault: ProviderFault, status: number, named: Named): string {
  const { name, keyVariable, modelVariable, model, console } = named;
  switch (fault) {
    case "key":
      return `${name} refused the key in ${keyVariable} (status ${status}). Set a valid one (${console}) and start Lectern again.`;
    case "quota":
      return `${name} says that the account has nothing left to spend (status ${status}). Look at its billing (${console}).`;
    case "model":
      return `${name} does not know the model ${model} (status ${status}). Check ${modelVariable}.`;
    case "rate":
      return `${name} limits the rate of calls (status ${status}).`;
    case "refused":
      return `${name} did not accept these texts (status ${status}).`;
    case "timeout":
      return `${name} did not answer in time (status ${status}).`;
    default:
      return `${name} failed (status ${status}).`;
  }
}

/**
 * A provider's answer that is no success. What the provider itself says stays out of the message, for it may quote texts;
 * about keys it often quotes the key, so there it is dropped.
 */
export function statusError(
  named: Named,
  answer: { status: number; header: (name: string) => string | null; spent?: boolean; cause: unknown },
): ProviderError {
  const fault = answer.spent === true ? "quota" : faultOf(answer.status);
  return new ProviderError(fault, sentence(fault, answer.status, named), {
    retryAfterMs: retryAfterMs(answer.header, Date.now()),
    ...(fault === "key" ? {} : { cause: answer.cause }),
  });
}

export const networkError = (named: Named, cause: unknown): ProviderError =>
  new ProviderError("network", `${named.name} could not be reached.`, { cause });

export const timeoutError = (named: Named, cause: unknown): ProviderError =>
  new ProviderError("timeout", `${named.name} did not answer in time.`, { cause });

/** The vector in an answer's list; one of no numbers where it is anything else, for `null` would pass as 0. */
export const vectorOfNumbers = (row: unknown): Float32Array =>
  Array.isArray(row) && row.every((value) => typeof value === "number")
    ? Float32Array.from(row)
    : new Float32Array(0);

/** Vectors that do not belong to the texts: the wrong number of them, the wrong length, or no numbers. */
export function checkVectors(
  named: Pick<Named, "name">,
  vectors: readonly Float32Array[],
  wanted: { count: number; dimension: number },
): void {
  const malformed = (what: string): never => {
    throw new ProviderError("malformed", `${named.name} answered with ${what}.`);
  };
  if (vectors.length !== wanted.count) malformed(`${vectors.length} vectors for ${wanted.count} texts`);
  if (vectors.some((vector) => vector.length === 0 || vector.some((value) => !Number.isFinite(value))))
    malformed("something that is no vector of numbers");
  const dimension = wanted.dimension || (vectors[0]?.length ?? 0);
  const odd = vectors.find((vector) => vector.length !== dimension);
  if (odd !== undefined) malformed(`a vector of ${odd.length} numbers instead of ${dimension}`);
}
