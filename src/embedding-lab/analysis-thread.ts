import { type Projected, project } from "../labs/pca.ts";

/** What an analysis thread does; the pool finds it by name. */
export { analyse } from "./analyse.ts";
export { labReply } from "./lab-reply.ts";

/** Rounds that are enough where the exact directions do not matter. */
const FEW_ROUNDS = 5;

/** The main components of vectors. */
export const components = ({ vectors, count }: { vectors: Float32Array[]; count: number }): Projected =>
  project(vectors, count, FEW_ROUNDS);
