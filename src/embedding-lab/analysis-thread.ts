import { type Analysis, type AnalysisRequest, analyse } from "./analyse.ts";

/** What an analysis thread does; the pool finds it by name. */
export const run = (request: AnalysisRequest): Analysis => analyse(request);
