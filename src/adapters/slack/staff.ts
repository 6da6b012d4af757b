import type { WebClient } from "@slack/web-api";
import type { Logger } from "pino";
import type { Person } from "../../router/invocation.ts";
import { refusal } from "./api.ts";

const KEPT_MS = 5 * 60_000;
const MOST_KEPT = 1_000;

/** Remembers answers for five minutes; failures are not kept. */
function cached<Value>(ask: (key: string) => Promise<Value>): (key: string) => Promise<Value> {
  const kept = new Map<string, { value: Promise<Value>; until: number }>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined && known.until > Date.now()) return known.value;
    if (kept.size >= MOST_KEPT) kept.clear();
    const value = ask(key);
    kept.set(key, { value, until: Date.now() + KEPT_MS });
    value.catch(() => kept.delete(key));
    return value;
  };
}

/** Staff are the listed people, the members of the listed user groups, and the workspace's admins and owners. */
export function slackStaff(
  client: WebClient,
  options: { staffUsers: readonly string[]; staffGroups: readonly string[] },
  log: Logger,
): (person: Person) => Promise<boolean> {
  const members = cached(async (usergroup: string) => {
    const { users } = await client.usergroups.users.list({ usergroup });
    return new Set(users ?? []);
  });
  const isAdmin = cached(async (user: string) => {
    const { user: found } = await client.users.info({ user });
    return found?.is_admin === true || found?.is_owner === true;
  });
  const holds = async (question: string, answer: () => Promise<boolean>): Promise<boolean> => {
    try {
      return await answer();
    } catch (error) {
      log.warn({ question, reason: refusal(error) ?? "no answer" }, "Slack did not say who is staff");
      return false;
    }
  };
  return async ({ id }) => {
    if (options.staffUsers.includes(id)) return true;
    for (const group of options.staffGroups) {
      if (await holds(`user group ${group}`, async () => (await members(group)).has(id))) return true;
    }
    return holds("admins", () => isAdmin(id));
  };
}
