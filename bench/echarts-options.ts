import type { EChartsOption } from "echarts";
import type { Axis, ChartSpec } from "../src/charts/spec.ts";
import { formatNumber } from "../src/charts/words.ts";

const TEXT = { fontFamily: "sans-serif", fontSize: 26 };

/** The same chart as ours, in the terms of echarts: title, source, axes, marks and labels of the same sizes. */
export function echartsOption(spec: ChartSpec): EChartsOption {
  const common: EChartsOption = {
    animation: false,
    backgroundColor: "#ffffff",
    textStyle: TEXT,
    grid: { left: 40, right: 160, top: 160, bottom: 70, containLabel: true },
    title: [
      { text: spec.title, left: 36, top: 24, textStyle: { ...TEXT, fontSize: 34 } },
      { text: `Source: ${spec.source}`, left: 36, bottom: 8, textStyle: { ...TEXT, fontSize: 20 } },
    ],
    legend: { left: 36, top: 90, textStyle: { ...TEXT, fontSize: 22 } },
  };
  return { ...common, ...marks(spec) };
}

function marks(spec: ChartSpec): EChartsOption {
  switch (spec.kind) {
    case "bar": {
      const panel = spec.panels[0];
      if (panel === undefined) return {};
      const label = { show: true, position: "top" as const, ...TEXT, fontSize: 22 };
      return {
        xAxis: { type: "category", data: spec.categories.map((one) => one.label), axisLabel: TEXT },
        yAxis: valueAxis(panel.axis),
        series: panel.series.map((series) => ({
          type: "bar",
          name: series.label,
          data: series.values,
          label,
        })),
      };
    }
    case "line":
      return {
        xAxis: valueAxis(spec.x),
        yAxis: valueAxis(spec.y),
        series: spec.series.map((series) => ({
          type: "line",
          name: series.label,
          data: series.points.map(({ x, y }) => [x, y]),
          lineStyle: { width: 5 },
          symbolSize: 16,
          endLabel: { show: true, formatter: "{a}", ...TEXT },
        })),
      };
    case "scatter":
      return {
        xAxis: valueAxis(spec.x),
        yAxis: valueAxis(spec.y),
        series: [...new Set(spec.points.map(({ group }) => group ?? ""))].map((group) => ({
          type: "scatter",
          name: group,
          data: spec.points
            .filter((point) => point.group === group)
            .map(({ x, y, label }) => ({ value: [x, y], name: label })),
          symbolSize: 20,
          label: { show: true, formatter: "{b}", position: "right", ...TEXT, fontSize: 22 },
          labelLayout: { hideOverlap: true },
        })),
      };
    default:
      return {};
  }
}

function valueAxis(axis: Axis) {
  return {
    type: axis.scale === "log" ? ("log" as const) : ("value" as const),
    name: axis.label,
    scale: true,
    axisLabel: { ...TEXT, formatter: (value: number) => formatNumber(value, axis.format) },
  };
}
