import { z } from "zod";

/** What the entries of all data files are made of. */
export const text = z.string().min(1);
export const id = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/);
export const arxivId = z.string().regex(/^\d{4}\.\d{4,5}$/);
/** A day, or as much of it as is known: "2018-06-11", "2018-06", "2018". */
export const partialDate = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/);
