import { plain } from "../replies/markdown.ts";
import type { Block } from "../replies/reply.ts";
import type { NamedModel } from "../router/args.ts";

/** Says which names were read as other names, so that nobody takes the answer for another model's. */
export function namesAsRead(named: readonly NamedModel[]): Block[] {
  const read = named.flatMap(({ model, correctedFrom }) =>
    correctedFrom === undefined ? [] : [`*${plain(correctedFrom)}* as **${plain(model.name)}**`],
  );
  return read.length === 0 ? [] : [{ kind: "note", text: `Read ${read.join(", ")}.` }];
}
