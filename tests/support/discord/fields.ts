import { chosenFiles, resolvedFiles, type SentFiles, storeFile } from "./files.ts";
import type { Data, FakeFile, World } from "./world.ts";

const list = (value: unknown): Data[] => (Array.isArray(value) ? (value as Data[]) : []);

/** The data of a modal that somebody filled in and sent. */
export function filled(
  world: World,
  modal: Data,
  { values, files }: { values: Record<string, string>; files: SentFiles },
): Data {
  const stored: FakeFile[] = [];
  const components = list(modal.components).map((label) => {
    const field = label.component as Data;
    const id = String(field.custom_id);
    if (field.type === 19) {
      const chosen = chosenFiles(field, files[id]).map((file) => storeFile(world, file));
      stored.push(...chosen);
      const ids = chosen.map((file) => file.id);
      return { type: 18, id: 1, component: { type: 19, id: 2, custom_id: id, values: ids } };
    }
    const value = values[id] ?? values[String(label.label)] ?? prefilled(field);
    if (field.required !== false && value === "") throw new Error(`the form asks for ${id}`);
    if (field.type === 4 && field.style === 1 && value.includes("\n"))
      throw new Error(`${id} takes a single line`);
    if (field.type === 4 && value.length > Number(field.max_length ?? 4_000))
      throw new Error(`${id} takes no more`);
    const answer = field.type === 3 ? { values: value === "" ? [] : [optionValue(field, value)] } : { value };
    return { type: 18, id: 1, component: { type: field.type, id: 2, custom_id: id, ...answer } };
  });
  return { components, ...resolvedFiles(world, stored) };
}

export function optionValue(menu: Data, wanted: string): string {
  const option = list(menu.options).find(({ label, value }) => label === wanted || value === wanted);
  if (option === undefined) throw new Error(`the menu has no entry ${wanted}`);
  return String(option.value);
}

/** What a field holds when nobody touches it. */
function prefilled(field: Data): string {
  if (field.type === 3)
    return String(list(field.options).find((option) => option.default === true)?.value ?? "");
  return String(field.value ?? "");
}
