/** What the vectors are for; some models embed a question otherwise than the text that answers it. */
export type Purpose = "document" | "query" | "classification" | "clustering";

/** The vectors of some texts, in the order of the texts. */
export interface Embedded {
  vectors: Float32Array[];
  /** How many tokens the texts had; null where the provider does not say. */
  tokens: number | null;
  /** US dollars; 0 for what is computed here, null where no price is known. */
  cost: number | null;
  /** How many texts were longer than the model reads, so that their ends were not seen; absent where the provider does not say. */
  cut?: number;
}

/** Turns texts into vectors: one interface for what runs here and what is asked for over the network. */
export interface EmbeddingProvider {
  /** Who computes, such as "local-sentences" or "cohere". */
  id: string;
  /** The model's name and version: vectors of different models are not comparable, so caches have it in their key. */
  model: string;
  /** How many numbers one vector has. */
  dimension: number;
  /** "dictionary": other languages word by word through a concept dictionary, without word order. */
  languages: "english" | "dictionary" | "many";
  /** The most texts that one call of `embed` takes. */
  maxBatch: number;
  /** One vector for each text. A text in which nothing is known gets a vector of zeros. */
  embed(texts: readonly string[], options: { purpose: Purpose; signal?: AbortSignal }): Promise<Embedded>;
  /** Ends threads and connections; later texts are refused. */
  close(): Promise<void>;
}
