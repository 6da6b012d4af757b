import type { ChatMessage } from "../../storage/chat-messages.ts";
import { type MessageView, maySee, viewOf } from "./view.ts";

export type LiveEvent = { event: "message"; message: MessageView } | { event: "gone"; id: string };

export interface Watcher {
  channel: string;
  viewer: string;
  push: (event: LiveEvent) => void;
  end: () => void;
}

/** The open pages: who is looking at which channel as whom. Nothing is kept: a page that reconnects lists again. */
export interface Live {
  watch: (watcher: Watcher) => () => void;
  /** `before` is the state this one replaced: who could see that and cannot see this is told that it is gone. */
  publish: (message: ChatMessage, before: ChatMessage | undefined) => void;
  endAll: () => void;
}

export function createLive(): Live {
  const watchers = new Set<Watcher>();
  return {
    watch: (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    publish: (message, before) => {
      for (const watcher of watchers) {
        if (watcher.channel !== message.channel) continue;
        if (maySee(message, watcher.viewer))
          watcher.push({ event: "message", message: viewOf(message, watcher.viewer) });
        else if (before !== undefined && maySee(before, watcher.viewer))
          watcher.push({ event: "gone", id: message.id });
      }
    },
    endAll: () => {
      for (const watcher of watchers) watcher.end();
    },
  };
}
