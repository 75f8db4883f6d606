import { formatShape } from "@cambium/tensor";
import { coordinates, type Origin } from "./non-finite-origin.ts";

/** Continues "the loss is NaN at step 17" with the origin of the NaN and the remedy. */
export function describeOrigin(origin: Origin | undefined, input: string | undefined): string {
  if (!origin) {
    return (
      ", but finite when it is computed again. " +
      "Give compute the batch and the parameters of that step, and in streams the states before it."
    );
  }
  return origin.call ? describeOp(origin, origin.call.op.name) : describeInput(origin, input);
}

function describeOp(origin: Origin, op: string): string {
  const { operands } = origin;
  const beside = operands ? `its ${listed(operands.tensors, operands.numbers)}` : "its inputs are finite";
  return (
    `: the first op whose result is not finite is ${op} (result ${placed(origin)}; ${beside}). ` +
    `Lower the learning rate, clip gradients, or keep the inputs of ${op} where it is finite.`
  );
}

function describeInput(origin: Origin, input: string | undefined): string {
  const { origin: maker } = origin.tensor;
  const what = input ?? `a tensor made by ${maker}, which no op of compute made,`;
  return (
    `: ${what} was not finite before any op ran (${placed(origin)}). ` +
    "If it is data, clean it; if it is a parameter, an earlier step broke it: lower the learning rate, or clip gradients."
  );
}

function placed({ tensor: { shape }, index, value }: Origin): string {
  return `of shape ${formatShape(shape)}, element ${formatShape(coordinates(index, shape))} is ${value}`;
}

/** The inputs of a formula at one index, and its scalar operands. */
function listed(tensors: readonly number[], numbers: readonly number[]): string {
  const inputs = `${tensors.length > 1 ? "inputs there are" : "input there is"} ${joined(tensors)}`;
  return numbers.length === 0 ? inputs : `${inputs}, beside ${joined(numbers)}`;
}

function joined(values: readonly number[]): string {
  const texts = values.map((value) => String(Number(value.toPrecision(6))));
  return texts.length < 2 ? texts.join() : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;
}
