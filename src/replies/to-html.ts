import { parseLines, parseSpans, type Span } from "./markdown.ts";
import type { Block, BlockOf, Button, Menu, Reply, TextFile } from "./reply.ts";
import { cellText } from "./text-table.ts";

/** Where the things a reply refers to can be fetched. */
export interface HtmlLinks {
  /** The address of the reply's file number `index`, counted from 0. */
  fileUrl: (index: number) => string;
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (found) => ENTITIES[found] ?? "");

function spanHtml(span: Span): string {
  const text = escaped(span.text);
  switch (span.kind) {
    case "text":
      return text;
    case "bold":
      return `<strong>${text}</strong>`;
    case "italic":
      return `<em>${text}</em>`;
    case "code":
      return `<code>${text}</code>`;
    case "link":
      return `<a href="${escaped(span.url)}" target="_blank" rel="noopener noreferrer">${text}</a>`;
    default:
      return span satisfies never;
  }
}

const spansHtml = (spans: Span[]): string => spans.map(spanHtml).join("");

/** One line in one element: fields and notes. */
const inlineHtml = (text: string): string =>
  text
    .split("\n")
    .map((line) => spansHtml(parseSpans(line)))
    .join("<br>");

/** Paragraphs end at empty lines; neighbouring bullets make one list. */
function proseHtml(text: string): string {
  const parts: { bullet: boolean; lines: string[] }[] = [];
  let open = false;
  for (const { bullet, spans } of parseLines(text)) {
    const html = spansHtml(spans);
    const last = parts.at(-1);
    if (html.trim() === "") open = false;
    else if (open && last?.bullet === bullet) last.lines.push(html);
    else {
      parts.push({ bullet, lines: [html] });
      open = true;
    }
  }
  return parts
    .map(({ bullet, lines }) =>
      bullet
        ? `<ul>${lines.map((line) => `<li>${line}</li>`).join("")}</ul>`
        : `<p>${lines.join("<br>")}</p>`,
    )
    .join("");
}

function tableHtml(table: BlockOf<"table">): string {
  const side = (at: number): string => (table.columns[at]?.align === "right" ? ' class="number"' : "");
  const head = table.columns.map((column, at) => `<th scope="col"${side(at)}>${escaped(column.label)}</th>`);
  const rows = table.rows.map((row) => {
    const cells = table.columns.map((column, at) => {
      const text = escaped(cellText(row[at] ?? ""));
      const names = at === 0 && column.align !== "right";
      return names ? `<th scope="row">${text}</th>` : `<td${side(at)}>${text}</td>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  const caption = escaped(table.caption);
  return (
    `<div class="table" role="region" tabindex="0" aria-label="${caption}"><table><caption><span>${caption}</span></caption>` +
    `<thead><tr>${head.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`
  );
}

function fieldsHtml(block: BlockOf<"fields">): string {
  const pairs = block.fields.map(
    ({ label, value }) => `<div><dt>${escaped(label)}</dt><dd>${inlineHtml(value)}</dd></div>`,
  );
  return `<dl>${pairs.join("")}</dl>`;
}

function imageHtml(block: BlockOf<"image">): string {
  const url = `/artifacts/${block.artifact.replace(/[^A-Za-z0-9_-]/g, "")}.png`;
  const size = `width="${Math.round(block.width)}" height="${Math.round(block.height)}"`;
  const image = `<img src="${url}" alt="${escaped(block.alt)}" ${size} loading="lazy">`;
  return `<figure><a href="${url}" target="_blank" rel="noopener noreferrer" data-picture>${image}</a></figure>`;
}

function buttonHtml({ action, label, value, style }: Button): string {
  const looks = style === undefined ? "" : ` class="${style}"`;
  return (
    `<button type="button"${looks} data-action="${escaped(action)}" data-value="${escaped(value)}">` +
    `${escaped(label)}</button>`
  );
}

/** Chosen and then confirmed: with the keyboard, moving through a select already changes it. */
function menuHtml({ action, label, options }: Menu): string {
  const entries = options.map(({ label: text, value, description }) => {
    const words = description === undefined ? text : `${text} – ${description}`;
    return `<option value="${escaped(value)}">${escaped(words)}</option>`;
  });
  const name = escaped(label);
  return (
    `<span class="menu"><select data-action="${escaped(action)}" aria-label="${name}">` +
    `<option value="" selected>${name}</option>${entries.join("")}</select>` +
    `<button type="button" data-choose>Choose</button></span>`
  );
}

function actionsHtml({ buttons, menus = [] }: BlockOf<"actions">): string {
  return `<div class="actions">${buttons.map(buttonHtml).join("")}${menus.map(menuHtml).join("")}</div>`;
}

function progressHtml({ text, done, total }: Omit<BlockOf<"progress">, "kind">): string {
  const known = done !== undefined && total !== undefined && total > 0;
  const state = known ? ` value="${Math.min(Math.max(done, 0), total)}" max="${total}"` : "";
  const words = text.split("\n").flatMap(parseSpans);
  const label = escaped(words.map((span) => span.text).join(""));
  return (
    `<div class="progress" role="status"><span>${inlineHtml(text)}</span>` +
    `<progress${state} aria-label="${label}"></progress></div>`
  );
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case "heading": {
      const tag = block.level === 2 ? "h4" : "h3";
      return `<${tag}>${escaped(block.text)}</${tag}>`;
    }
    case "text":
      return proseHtml(block.text);
    case "table":
      return tableHtml(block);
    case "fields":
      return fieldsHtml(block);
    case "chart":
      return progressHtml({ text: "Drawing the chart…" });
    case "image":
      return imageHtml(block);
    case "actions":
      return actionsHtml(block);
    case "note":
      return `<p class="note">${inlineHtml(block.text)}</p>`;
    case "progress":
      return progressHtml(block);
    default:
      return block satisfies never;
  }
}

function filesHtml(files: TextFile[], links: HtmlLinks): string {
  const entries = files.map(({ name, alt }, index) => {
    const url = escaped(links.fileUrl(index));
    return `<li><a href="${url}" download="${escaped(name)}">${escaped(name)}</a> <span>${escaped(alt)}</span></li>`;
  });
  return `<ul class="files" aria-label="Files">${entries.join("")}</ul>`;
}

/** The reply as a fragment of semantic HTML: no style, no script, every foreign character escaped. Total. */
export function toHtml(reply: Reply, links: HtmlLinks): string {
  const files = reply.files ?? [];
  return reply.blocks.map(blockHtml).join("") + (files.length === 0 ? "" : filesHtml(files, links));
}
