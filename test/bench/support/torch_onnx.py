"""Runs an ONNX network with PyTorch's own operators, the weights out of the same file.

Only what image networks need. `Network(path)` raises NotImplementedError that names what it does not know, so that
nothing is timed that does not compute the same.
"""

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper


def pads_of(attributes, spatial):
    pads = attributes.get("pads", [0] * 2 * spatial)
    if attributes.get("auto_pad", b"NOTSET") not in (b"NOTSET", b"VALID"):
        raise NotImplementedError("auto_pad")
    return pads


def padded(x, pads, value=0.0):
    """Symmetric padding is left to the operator: it returns what is still to be padded."""
    half = len(pads) // 2
    if pads[:half] == pads[half:]:
        return x, pads[:half]
    torch_order = [p for begin, end in reversed(list(zip(pads[:half], pads[half:]))) for p in (begin, end)]
    return F.pad(x, torch_order, value=value), [0] * half


def conv(x, weight, bias=None, **a):
    x, padding = padded(x, pads_of(a, weight.dim() - 2))
    return F.conv2d(x, weight, bias, a.get("strides", [1, 1]), padding, a.get("dilations", [1, 1]), a.get("group", 1))


def max_pool(x, **a):
    x, padding = padded(x, pads_of(a, 2), float("-inf"))
    size = a["kernel_shape"]
    return F.max_pool2d(x, size, a.get("strides", [1, 1]), padding, a.get("dilations", 1), bool(a.get("ceil_mode", 0)))


def average_pool(x, **a):
    x, padding = padded(x, pads_of(a, 2))
    counted = bool(a.get("count_include_pad", 0))
    return F.avg_pool2d(x, a["kernel_shape"], a.get("strides", [1, 1]), padding, bool(a.get("ceil_mode", 0)), counted)


def resize(x, roi=None, scales=None, sizes=None, **a):
    mode, where = a.get("mode", b"nearest"), a.get("coordinate_transformation_mode", b"half_pixel")
    size = sizes[2:].tolist() if sizes is not None and sizes.numel() else [
        int(side * scale) for side, scale in zip(x.shape[2:], scales[2:].tolist())
    ]
    if mode == b"nearest" and where == b"asymmetric" and a.get("nearest_mode") == b"floor":
        return F.interpolate(x, size=size, mode="nearest")
    if mode == b"linear" and where in (b"half_pixel", b"pytorch_half_pixel"):
        return F.interpolate(x, size=size, mode="bilinear", align_corners=False)
    raise NotImplementedError(f"Resize {mode} {where}")


def gemm(a, b, c=None, **at):
    a = a.t() if at.get("transA") else a
    b = b.t() if at.get("transB") else b
    y = at.get("alpha", 1.0) * (a @ b)
    return y if c is None else y + at.get("beta", 1.0) * c


def listed(axes):
    """Axes are an attribute in older operator sets, and an input in newer ones."""
    return axes.tolist() if isinstance(axes, torch.Tensor) else axes


def reduced(function):
    def run(x, axes=None, **a):
        dims = list(range(x.dim())) if axes is None else listed(axes)
        return function(x, dim=dims, keepdim=bool(a.get("keepdims", 1)))

    return run


def unsqueeze(x, axes):
    for axis in sorted(listed(axes)):
        x = x.unsqueeze(axis)
    return x


def squeeze(x, axes):
    for axis in sorted(listed(axes), reverse=True):
        x = x.squeeze(axis)
    return x


def sliced(x, starts, ends, axes=None, steps=None):
    """Slice-13; a negative step, which PyTorch's own slices do not know, picks by index."""
    axes = range(len(starts)) if axes is None else axes.tolist()
    steps = [1] * len(starts) if steps is None else steps.tolist()
    for start, end, axis, step in zip(starts.tolist(), ends.tolist(), axes, steps):
        picked = range(x.shape[axis])[start:end if -x.shape[axis] <= end or step > 0 else None:step]
        x = x.index_select(axis, torch.tensor(list(picked)))
    return x


def gather(x, index, **a):
    axis = a.get("axis", 0)
    picked = x.index_select(axis, index.reshape(-1).long())
    return picked.reshape(*x.shape[:axis], *index.shape, *x.shape[axis + 1:])


def batch_norm(x, scale, bias, mean, var, **a):
    return F.batch_norm(x, mean, var, scale, bias, False, 0.0, a.get("epsilon", 1e-5))


def quantize(x, scale, zero, **a):
    info = torch.iinfo(zero.dtype)
    shape = [1] * x.dim()
    if scale.dim() == 1 and scale.numel() > 1:
        shape[a.get("axis", 1)] = -1
    scale, zero_point = scale.reshape(shape if scale.dim() == 1 else []), zero.reshape(shape if zero.dim() == 1 else [])
    return torch.clamp(torch.round(x / scale) + zero_point, info.min, info.max).to(zero.dtype)


def dequantize(x, scale, zero=None, **a):
    shape = [1] * x.dim()
    if scale.dim() == 1 and scale.numel() > 1:
        shape[a.get("axis", 1)] = -1
    side = lambda t: t.reshape(shape) if t.dim() == 1 and t.numel() > 1 else t.reshape([])
    whole = x.float() if zero is None else x.float() - side(zero).float()
    return whole * side(scale)


OPERATORS = {
    "Abs": torch.abs,
    "Add": torch.add,
    "AveragePool": average_pool,
    "BatchNormalization": batch_norm,
    "Clip": lambda x, low=None, high=None, **a: torch.clamp(x, low if low is not None else a.get("min"), high if high is not None else a.get("max")),
    "Concat": lambda *xs, **a: torch.cat(xs, a["axis"]),
    "Conv": conv,
    "DequantizeLinear": dequantize,
    "Div": torch.div,
    "Exp": torch.exp,
    "Flatten": lambda x, **a: x.flatten(a.get("axis", 1)),
    "Gather": gather,
    "Gemm": gemm,
    "GlobalAveragePool": lambda x: x.mean((2, 3), keepdim=True),
    "Identity": lambda x: x,
    "Log": torch.log,
    "MatMul": torch.matmul,
    "Max": lambda *xs: torch.stack(torch.broadcast_tensors(*xs)).amax(0) if len(xs) > 2 else torch.maximum(*xs),
    "MaxPool": max_pool,
    "Mul": torch.mul,
    "Neg": torch.neg,
    "Pow": torch.pow,
    "QuantizeLinear": quantize,
    "ReduceMean": reduced(torch.mean),
    "ReduceSum": reduced(torch.sum),
    "Relu": torch.relu,
    "Reshape": lambda x, shape, **a: x.reshape([x.shape[i] if s == 0 else s for i, s in enumerate(shape.tolist())]),
    "Resize": resize,
    "Sigmoid": torch.sigmoid,
    "Slice": sliced,
    "Softmax": lambda x, **a: torch.softmax(x, a.get("axis", -1)),
    "Sqrt": torch.sqrt,
    "Squeeze": squeeze,
    "Sub": torch.sub,
    "Transpose": lambda x, **a: x.permute(a["perm"]),
    "Unsqueeze": unsqueeze,
}


class Network:
    def __init__(self, path):
        graph = onnx.load(path).graph
        self.weights = {w.name: torch.from_numpy(np.array(numpy_helper.to_array(w))) for w in graph.initializer}
        self.inputs = [i.name for i in graph.input if i.name not in self.weights]
        self.outputs = [o.name for o in graph.output]
        self.steps = []
        for node in graph.node:
            attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
            if node.op_type == "Constant":
                self.weights[node.output[0]] = torch.from_numpy(np.array(numpy_helper.to_array(attributes["value"])))
                continue
            if node.op_type not in OPERATORS:
                raise NotImplementedError(node.op_type)
            self.steps.append((OPERATORS[node.op_type], list(node.input), node.output[0], attributes))

    def __call__(self, x):
        values = {**self.weights, self.inputs[0]: x}
        for operator, inputs, output, attributes in self.steps:
            arguments = [values[name] if name else None for name in inputs]
            values[output] = operator(*arguments, **attributes)
        return [values[name] for name in self.outputs]
