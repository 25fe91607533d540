"""Runs the shipped ONNX files in PyTorch, as far as their operators go: for parity, and to calibrate quantisation."""
import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from torch.nn import functional as F


def conv(attributes, x, weight, bias=None):
    pads = attributes.get("pads", [0, 0, 0, 0])
    assert pads[:2] == pads[2:], "padding must be the same on opposite sides"
    return F.conv2d(x, weight, bias, attributes["strides"], pads[:2], attributes.get("dilations", 1), attributes.get("group", 1))


def cut(attributes, x, starts, ends, axes, steps):
    assert len(axes) == 1 and steps.item() == -1, "only mirroring is known"
    return torch.flip(x, (int(axes),))


def resize(attributes, x, roi, scales, *sizes):
    assert scales.tolist() == [1, 1, 2, 2], "only doubling is known"
    how = {"align_corners": False} if attributes["mode"] == b"linear" else {}
    return F.interpolate(x, scale_factor=2, mode="bilinear" if how else "nearest", **how)


OPERATORS = {
    "Conv": conv,
    "Slice": cut,
    "Resize": resize,
    "MaxPool": lambda a, x: F.max_pool2d(x, a["kernel_shape"], a["strides"]),
    "Relu": lambda a, x: x.relu(),
    "Sigmoid": lambda a, x: x.sigmoid(),
    "Concat": lambda a, *parts: torch.cat(parts, a["axis"]),
    "ReduceMean": lambda a, x: x.mean(a["axes"], keepdim=bool(a.get("keepdims", 1))),
    "Gemm": lambda a, x, w, b: x @ (w.T if a.get("transB") else w) + b,
    "Gather": lambda a, x, index: x.select(a.get("axis", 0), int(index)),
    "Unsqueeze": lambda a, x, axes: x.unsqueeze(int(axes)),
    "Add": lambda a, x, y: x + y,
    "Sub": lambda a, x, y: x - y,
    "Div": lambda a, x, y: x / y,
    "Mul": lambda a, x, y: x * y,
    "Max": lambda a, x, y: torch.maximum(x, y),
    "Abs": lambda a, x: x.abs(),
    "Neg": lambda a, x: -x,
    "Exp": lambda a, x: x.exp(),
    "Log": lambda a, x: x.log(),
    "Identity": lambda a, x: x,
    "Constant": lambda a: torch.from_numpy(numpy_helper.to_array(a["value"]).copy()),
}


class Network:
    """A float32 ONNX model of these operators."""

    def __init__(self, model):
        self.graph = model.graph
        self.weights = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in model.graph.initializer}
        self.steps = [(node, {a.name: helper.get_attribute_value(a) for a in node.attribute}) for node in model.graph.node]
        unknown = {node.op_type for node, _ in self.steps} - set(OPERATORS)
        assert not unknown, f"operators that this runner does not know: {sorted(unknown)}"

    @classmethod
    def load(cls, path):
        return cls(onnx.load(str(path)))

    def every_tensor(self, tensor):
        """All tensors by name, for one input."""
        known = {**self.weights, "": torch.empty(0), self.graph.input[0].name: tensor}
        with torch.no_grad():
            for node, attributes in self.steps:
                known[node.output[0]] = OPERATORS[node.op_type](attributes, *(known[name] for name in node.input))
        return known

    def __call__(self, inputs):
        """{name: array} of the outputs for an array (n, channels, height, width)."""
        known = self.every_tensor(torch.from_numpy(np.ascontiguousarray(inputs)))
        return {output.name: known[output.name].numpy() for output in self.graph.output}
