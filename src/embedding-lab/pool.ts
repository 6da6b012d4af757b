import { UserError } from "../errors.ts";

/** One class's sentences: those that everyone in a channel added, each with a place in one chart. */
export interface PoolSentence {
  person: string;
  sentence: string;
}

/** What is in a channel's pool. */
export interface PoolCount {
  /** The pool's name: the channel's, and how often it was begun anew. */
  pool: string;
  sentences: number;
  people: number;
  /** A message in the channel shows the pool and is edited whenever it changes. */
  shown: boolean;
}

export type Added = PoolCount & { outcome: "added" | "known" | "enough" | "full" };
export type Undone = PoolCount & { removed?: string };

/** What a command may do with the pool of the channel it was given in. Everything is durable when it resolves. */
export interface PoolOfChannel {
  count: () => Promise<PoolCount>;
  add: (sentence: string) => Promise<Added>;
  /** Takes the person's last sentence out again. */
  undo: () => Promise<Undone>;
  /** Begins a new pool; what is shown of the old one stays as it is. */
  clear: () => Promise<void>;
}

export const MOST_OF_ONE = 20;
export const MOST_IN_POOL = 500;
const LONGEST = 300;
/** A map needs three points to say anything. */
export const FEWEST_DRAWN = 3;

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** "13 sentences by 8 people" */
export const inPool = ({ sentences, people }: Pick<PoolCount, "sentences" | "people">): string =>
  `${counted(sentences, "sentence", "sentences")} by ${counted(people, "person", "people")}`;

/** What somebody typed as one line. Throws UserError where it is nothing, or too long. */
export function asSentence(typed: string): string {
  const sentence = typed.normalize("NFC").replace(/\s+/g, " ").trim();
  if (!/[\p{L}\p{N}]/u.test(sentence))
    throw new UserError("Write a sentence to add. Example: `/lab add The parcel never came`", {
      argument: "sentence",
      suggestions: [{ action: "form", label: "Add a sentence", value: "lab add" }],
    });
  if (sentence.length <= LONGEST) return sentence;
  throw new UserError(
    `That sentence has ${sentence.length} characters; ${LONGEST} is the most. Shorten it.`,
    {
      argument: "sentence",
    },
  );
}

/** Throws UserError where there was no room. */
export function checkAdded({ outcome }: Added): void {
  if (outcome === "enough")
    throw new UserError(
      `You have ${MOST_OF_ONE} sentences in this pool, the most for one person. \`/lab add undo:yes\` takes your last one out.`,
    );
  if (outcome === "full")
    throw new UserError(
      `This pool holds ${MOST_IN_POOL} sentences, the most there is room for. The course staff begins a new one with \`/lab pool clear:yes\`.`,
    );
}
