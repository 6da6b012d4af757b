import type { JobName, Jobs } from "../queue/catalogue.ts";
import type { Context, Later } from "./command.ts";

/** A job that shows how far it is, with a button to cancel it. */
export const working = <Name extends JobName>(
  { invocation }: Context,
  job: Name,
  payload: Jobs[Name],
): Later<Name> => ({
  job,
  payload,
  meanwhile: {
    blocks: [
      { kind: "progress", text: "Reading the texts…" },
      { kind: "actions", buttons: [{ action: "lab embed.stop", label: "Cancel", value: invocation }] },
    ],
  },
});
