import { grad, valueAndGrad, vjp } from "@cambium/autograd";
import { mul, square, sum, tensor } from "@cambium/tensor";

const x = tensor([1, 2, 3]);
const w = tensor([0.5, 0.5, 0.5]);

// The derivative of a function of its first argument, as a function.
const slope = grad((x) => sum(square(x)))(x); // [2, 4, 6]

// A loss and its gradients with respect to named tensors or parameters that it uses.
const { value, grads } = valueAndGrad({ w }, () => sum(mul(square(w), x)));
console.log(value.item(), grads.w.toArray()); // 1.5 [1, 2, 3]

// Results of any shape: pull cotangents back.
const { pullback, dispose } = vjp((x) => square(x), x);
console.log(pullback(tensor([1, 0, 0]))[0].toArray()); // [2, 0, 0]
dispose();
