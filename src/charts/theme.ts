export interface Theme {
  background: string;
  text: string;
  muted: string;
  grid: string;
  zebra: string;
}

export const THEMES: Readonly<Record<"light" | "dark", Theme>> = {
  light: { background: "#ffffff", text: "#1a1e26", muted: "#586173", grid: "#dfe3e9", zebra: "#f3f5f8" },
  dark: { background: "#14171d", text: "#f1f3f6", muted: "#a9b2c0", grid: "#2e3540", zebra: "#1d222a" },
};

/** Pixels of a chart. Tables and trees are as tall as their rows, radars and crowded charts taller than this. */
export const WIDTH = 1200;
export const HEIGHT = 675;
export const MARGIN = 36;

/** Type sizes in pixels; 26 is what still reads when the picture is shown 360 pixels wide. */
export const SIZE = { title: 40, subtitle: 26, label: 26, smallest: 15, legend: 22, source: 20 } as const;
export const LINE_WIDTH = 5;
