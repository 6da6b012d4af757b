/** What one step has taken a person. */
export interface StepRecord {
  /** Shown to them, from the first on. */
  hints: number;
  wrong: number;
  /** Undefined while they are at it. */
  end?: "right" | "skipped";
}

/** How far one person is. Plain data: kept in the database. */
export interface ExerciseState {
  /** Milliseconds since 1970. */
  startedAt: number;
  finishedAt?: number;
  /** One for each step up to the one they are at. */
  steps: StepRecord[];
  /** The last right answer: the same again at once is a repetition, not an answer to the next step. */
  lastRight?: string;
}

/** One person in an exercise, as staff see them. */
export interface InExercise {
  name: string;
  state: ExerciseState;
  seenAt: number;
}

/** What commands may do with the exercises of the person who asks. */
export interface Exercises {
  /** Changes the state, one change at a time, and gives what the change gives. Durable when it resolves. */
  step: <Value>(
    exercise: string,
    apply: (state: ExerciseState | undefined) => { state: ExerciseState; value: Value },
  ) => Promise<Value>;
  everyone: (exercise: string) => Promise<InExercise[]>;
}
