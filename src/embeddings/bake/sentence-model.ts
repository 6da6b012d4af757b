import type { Packed } from "../packed.ts";
import { quantiseRows, transpose } from "../quantise.ts";

/** Where a TensorFlow.js model says which weights its files hold, one after the other. */
export interface WeightsManifest {
  weights: { name: string; shape: number[]; dtype: string }[];
}

const ENCODER = "module_apply_default/Encoder_en/KonaTransformer/Encode/";
const KERNELS = "module/Encoder_en/KonaTransformer/Encode/";
const WHOLE = "/ConcatPartitions/concat";

/** The weights of the Universal Sentence Encoder Lite under our names, matrices as 8-bit integers with a scale for each output. */
export function packSentenceModel(
  manifest: WeightsManifest,
  bytes: Buffer,
  vocabulary: readonly (readonly [string, number])[],
): Packed {
  const read = readWeights(manifest, bytes);
  const packed: Packed = {
    vocabulary: vocabulary.map(([piece]) => piece),
    "vocabulary.scores": Float32Array.from(vocabulary, ([, score]) => score),
    frequencies: read(`${ENCODER}TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1`).values,
  };
  const pieces = read("module/Embeddings_en");
  const quantised = quantiseRows(pieces.values, pieces.columns);
  packed.pieces = quantised.values;
  packed["pieces.scales"] = quantised.scales;
  const matrix = (name: string, weight: string, bias: string): void => {
    const { values, rows, columns } = read(weight);
    const { values: integers, scales } = quantiseRows(transpose(values, rows, columns), rows);
    packed[name] = integers;
    packed[`${name}.scales`] = scales;
    packed[`${name}.bias`] = read(bias).values;
  };
  const dense = `${ENCODER}Layer_0/TransformerLayer/dense/`;
  matrix("adjust", `${dense}kernel${WHOLE}`, `${dense}bias${WHOLE}`);
  for (const [index, name] of ["first", "second"].entries()) packLayer(index, name, { packed, read, matrix });
  const last = "module/Encoder_en/hidden_layers/tanh_layer_0/";
  matrix("last", `${last}weights`, `${last}bias`);
  return packed;
}

interface Tools {
  packed: Packed;
  read: ReturnType<typeof readWeights>;
  matrix: (name: string, weight: string, bias: string) => void;
}

function packLayer(index: number, name: string, { packed, read, matrix }: Tools): void {
  const layer = `${ENCODER}Layer_${index}/TransformerLayer/`;
  const kernels = `${KERNELS}Layer_${index}/TransformerLayer/`;
  const stack = `${ENCODER}TransformerStack/Layer_${index}/TransformerLayer/`;
  const attention = "MultiheadAttention/";
  const norm = (part: string, at: string): void => {
    packed[`${name}.${part}.gain`] = read(`${layer}${at}layer_norm_scale${WHOLE}`).values;
    packed[`${name}.${part}.bias`] = read(`${layer}${at}layer_norm_bias${WHOLE}`).values;
  };
  const transform = (part: string, at: string): void =>
    matrix(
      `${name}.${part}`,
      `${kernels}${attention}${at}/kernel/part_0`,
      `${layer}${attention}${at}/bias${WHOLE}`,
    );
  const convolution = (part: string, at: string): void =>
    matrix(`${name}.${part}`, `${stack}FFN/${at}/Tensordot/Reshape_1`, `${layer}FFN/${at}/bias${WHOLE}`);
  norm("norm", "layer_prepostprocess/layer_norm/");
  transform("queries-keys-values", "qkv_transform_single");
  transform("output", "output_transform_single");
  norm("forward-norm", "FFN/layer_prepostprocess/layer_norm/");
  convolution("widen", "conv1");
  convolution("narrow", "conv2");
}

/** A weight by its name; throws where the model has none, for then it is another model. */
function readWeights({ weights }: WeightsManifest, bytes: Buffer) {
  const places = new Map<string, { at: number; shape: number[] }>();
  let at = 0;
  for (const { name, shape } of weights) {
    places.set(name, { at, shape });
    at += 4 * shape.reduce((product, size) => product * size, 1);
  }
  if (at !== bytes.length) throw new Error(`The weights are ${bytes.length} bytes long, not ${at}`);
  return (name: string): { values: Float32Array; rows: number; columns: number } => {
    const place = places.get(name);
    if (place === undefined) throw new Error(`The model has no weight called ${name}`);
    const [rows = 1, columns = 1] = [place.shape.at(-2), place.shape.at(-1)];
    const size = place.shape.reduce((product, one) => product * one, 1);
    return {
      values: new Float32Array(Uint8Array.from(bytes.subarray(place.at, place.at + 4 * size)).buffer),
      rows,
      columns,
    };
  };
}
