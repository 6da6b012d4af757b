import type { Person } from "../../router/invocation.ts";

/** Who can be played in the playground. There are no accounts: the page says who is speaking. */
export const PEOPLE: readonly Person[] = [
  { id: "ada", name: "Ada", roles: [], administrator: false },
  { id: "ben", name: "Ben", roles: [], administrator: false },
  { id: "chen", name: "Chen", roles: [], administrator: false },
  { id: "grace", name: "Grace", roles: [], administrator: true },
];

export const CHANNELS = [
  { id: "general", name: "general", topic: "Everyone, about anything in the course" },
  { id: "llm-course", name: "llm-course", topic: "Lectures, papers and labs" },
  { id: "random", name: "random", topic: "A place to try things" },
] as const;

export const isChannel = (id: string): boolean => CHANNELS.some((channel) => channel.id === id);
export const nameOf = (person: string): string => PEOPLE.find(({ id }) => id === person)?.name ?? person;
