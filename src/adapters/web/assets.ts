import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { packageRoot } from "../../package-root.ts";

export interface Asset {
  body: Buffer<ArrayBuffer>;
  type: string;
  etag: string;
}

const TYPES = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
  woff2: "font/woff2",
} as const;

const PAGE = [
  "fonts.css",
  "theme.css",
  "side.css",
  "page.css",
  "composer.css",
  "table.css",
  "reply.css",
  "message.css",
  "dialogs.css",
  "icon.svg",
  "eye.svg",
  "page.js",
  "api.js",
  "attach.js",
  "complete.js",
  "composer.js",
  "connection.js",
  "dialogs.js",
  "element.js",
  "messages.js",
  "tables.js",
];

const FONTS = ["latin", "latin-ext", "greek"].flatMap((script) =>
  ["400-normal", "400-italic", "500-normal", "600-normal"].map((style) => `inter-${script}-${style}.woff2`),
);

function readAsset(path: string): Asset {
  const body = Buffer.from(readFileSync(path));
  const ending = path.slice(path.lastIndexOf(".") + 1) as keyof typeof TYPES;
  return { body, type: TYPES[ending], etag: `"${createHash("sha256").update(body).digest("base64url")}"` };
}

/** Everything the page consists of, by path, read once: no request ever becomes a file name. */
export function loadAssets(): Map<string, Asset> {
  const page = join(packageRoot, "src/adapters/web/page");
  const fonts = join(
    dirname(createRequire(import.meta.url).resolve("@fontsource/inter/package.json")),
    "files",
  );
  return new Map([
    ["/", readAsset(join(page, "index.html"))],
    ...PAGE.map((name): [string, Asset] => [`/assets/${name}`, readAsset(join(page, name))]),
    ...FONTS.map((name): [string, Asset] => [`/assets/${name}`, readAsset(join(fonts, name))]),
  ]);
}
