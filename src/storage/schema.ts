import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { Posted } from "../adapters/adapter.ts";
import type { ExerciseState } from "../embedding-lab/exercise.ts";
import type { JobName, QueuedJob } from "../queue/catalogue.ts";
import type { Reply, Visibility } from "../replies/reply.ts";
import type { Address } from "../router/invocation.ts";

type Moment = ColumnType<Date, Date | undefined, Date>;

/** One answer that is owed: from before the acknowledgement until it stands on its platform. */
interface DeliveryTable {
  invocation: string;
  address: JSONColumnType<Address>;
  /** The job that produces the answer, kept so that it can be queued again if a queue loses it. */
  job: JSONColumnType<{ name: JobName; job: QueuedJob }>;
  /** The highest stage that was shown. */
  stage: number;
  posted: JSONColumnType<Posted> | null;
  /** While a process is sending: others keep off until then. */
  lease_until: Date | null;
  /** Who is sending: what anybody else does with the lease has no effect. */
  lease_holder: string | null;
  /** Somebody asked the job to stop. */
  stopping: ColumnType<boolean, boolean | undefined, boolean>;
  created_at: Moment;
  updated_at: Moment;
}

/** Drawn pictures, keyed by the hash of what they show. */
interface ArtifactTable {
  key: string;
  media_type: string;
  width: number;
  height: number;
  bytes: Buffer;
  created_at: Moment;
}

/** What was asked and answered in the playground and the terminal. */
interface ChatMessageTable {
  id: string;
  platform: "web" | "terminal";
  channel: string;
  person: string;
  asked: string;
  reply: JSONColumnType<Reply> | null;
  visibility: Visibility;
  stage: number;
  at: number;
}

/** Button values too long for a platform, under a short key. */
interface KeptValueTable {
  key: string;
  value: string;
  created_at: Moment;
}

/** Platform events that were taken, so that a second copy does nothing. */
interface TakenEventTable {
  id: string;
  created_at: Moment;
}

/** Vectors by the text they stand for, so that none is computed or paid for twice. */
interface EmbeddingTable {
  model: string;
  /** What the vector is for; empty where the model gives the same for everything. */
  purpose: string;
  /** SHA-256 of the text's UTF-8. */
  text_hash: Buffer;
  /** 32-bit floats, least significant byte first; null while somebody asks for it. */
  vector: Buffer | null;
  /** Who asks the provider for it just now. */
  holder: string | null;
  held_until: Date | null;
  created_at: Moment;
  used_at: Moment;
}

/** One thing that changes (a pool, a board), and the message that shows it. */
interface LiveMessageTable {
  subject: string;
  /** Counts the changes. */
  version: number;
  /** The newest message that shows it, and the job that makes it; null while none does. */
  invocation: string | null;
  job: JSONColumnType<{ name: JobName; job: QueuedJob }> | null;
  /** When that message was asked for, milliseconds since 1970. */
  asked_at: number | null;
  /** When a job is due that will show what changed; null once it has begun. */
  planned_at: Date | null;
  /** When the job that last began is through, as far as can be told. */
  drawn_at: Date | null;
  changed_at: Moment;
}

/** Which pool of sentences a channel has now. */
interface PoolTable {
  channel: string;
  /** Counts the times it was begun anew. */
  round: number;
}

interface PoolSentenceTable {
  id: Generated<number>;
  /** A channel and a round. */
  pool: string;
  person: string;
  sentence: string;
  created_at: Moment;
}

/** How far a person is in an exercise. */
interface ExerciseTable {
  exercise: string;
  place: string;
  person: string;
  /** As the platform called them at their last step. */
  name: string;
  state: JSONColumnType<ExerciseState>;
  created_at: Moment;
  updated_at: Moment;
}

export interface Schema {
  delivery: DeliveryTable;
  artifact: ArtifactTable;
  chat_message: ChatMessageTable;
  kept_value: KeptValueTable;
  /** What jobs are to read: the texts of a lab, say. */
  kept_text: KeptValueTable;
  taken_event: TakenEventTable;
  embedding: EmbeddingTable;
  live_message: LiveMessageTable;
  pool: PoolTable;
  pool_sentence: PoolSentenceTable;
  exercise: ExerciseTable;
}
