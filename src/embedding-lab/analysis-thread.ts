/** What an analysis thread does; the pool finds it by name. */
export { analyse } from "./analyse.ts";
