"""Makes the int8 variant of the classifier: static post-training quantisation in QDQ form, measured against float32.

python3 quantise.py --data DIR --work DIR --models DIR [--limit N]

Weights become int8, symmetric, one scale an output channel, in 7 bits: on CPUs without VNNI, 8 bits would overflow in
the sums of the fastest kernels, and the same picture would score differently on another machine. Activations become
uint8, one range a tensor, which validation pictures are used to choose. The head and all that comes after it stay float.
"""
import argparse
import hashlib
import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper

import crops
import data
import evaluate
from export import OPSET, VERSIONS, rounded, write_golden, write_model
from manifests import variant_manifest
from metrics import auc_difference, wilson
from runner import Network

# A sum that another CPU rounds to the next of 256 levels changes the logits of a random picture by about this much.
GOLDEN_TOLERANCE = 0.05
WEIGHT_LEVELS, CALIBRATION_PICTURES, SAMPLES = 63, 240, 200_000


class Graph:
    """An ONNX graph with its weights, and which of its parts are quantised."""

    def __init__(self, model):
        self.model, self.nodes = model, list(model.graph.node)
        self.weights = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
        self.consumers = {}
        for node in self.nodes:
            for name in node.input:
                self.consumers.setdefault(name, []).append(node)
        self.inner = {id(node) for node in self.nodes if self.reaches_conv(node)}

    def reaches_conv(self, node):
        """Whether a convolution comes after this node; the heads are the convolutions where none does."""
        found, todo = set(), [node]
        while todo:
            for after in self.consumers.get(todo.pop().output[0], []):
                if after.op_type == "Conv":
                    return True
                if id(after) not in found:
                    found.add(id(after))
                    todo.append(after)
        return False

    def convolutions(self):
        return [node for node in self.nodes if node.op_type == "Conv" and id(node) in self.inner]

    def sums(self):
        """Where a residual block adds its two branches."""
        return [node for node in self.nodes if node.op_type == "Add" and id(node) in self.inner]

    def heads(self):
        return [node for node in self.nodes if node.op_type == "Conv" and id(node) not in self.inner]

    def activations(self):
        """Names of the tensors that become uint8: what convolutions, heads and residual sums read."""
        readers = [(node, node.input[:1]) for node in self.convolutions() + self.heads()]
        readers += [(node, node.input) for node in self.sums()]
        return list(dict.fromkeys(name for _, names in readers for name in names))


def best_range(values):
    """(low, high) that makes the mean squared error of 8 bits least; values are a sample of a tensor."""
    signed = values.min() < 0
    ranges = [(np.percentile(values, 100 - p) if signed else 0.0, np.percentile(values, p)) for p in (99.9, 99.97, 99.99, 99.999, 100)]
    return min(ranges, key=lambda found: ((levels(values, *scale_of(*found)) - values) ** 2).mean())


def scale_of(low, high):
    """(scale, zero point) of uint8 over low..high, which is widened to hold 0."""
    low, high = min(0.0, float(low)), max(0.0, float(high))
    scale = max(high - low, 1e-6) / 255
    return scale, int(round(-low / scale))


def levels(values, scale, zero):
    return (np.clip(np.rint(values / scale) + zero, 0, 255) - zero) * scale


def calibrate(graph, tensors):
    """(scale, zero point) of every activation."""
    names, samples, rng, network = graph.activations(), {}, np.random.default_rng(1), Network(graph.model)
    for batch in torch.from_numpy(tensors).split(16):
        known = network.every_tensor(batch)
        for name in names:
            flat = known[name].numpy().ravel()
            samples.setdefault(name, []).append(rng.choice(flat, SAMPLES * len(batch) // len(tensors)))
            samples[name].append(np.array([flat.min(), flat.max()]))
    return {name: scale_of(*best_range(np.concatenate(parts))) for name, parts in samples.items()}


class Rewriter:
    """Writes the quantised graph."""

    def __init__(self, graph, scales):
        self.graph, self.scales, self.nodes, self.initializers = graph, scales, [], []

    def constant(self, name, values):
        self.initializers.append(numpy_helper.from_array(np.asarray(values), name))
        return name

    def pair(self, name):
        """QuantizeLinear and DequantizeLinear after tensor `name`."""
        scale, zero = self.scales[name]
        ends = [self.constant(f"{name}_scale", np.float32(scale)), self.constant(f"{name}_zero", np.uint8(zero))]
        self.nodes.append(helper.make_node("QuantizeLinear", [name, *ends], [f"{name}_quantised"]))
        self.nodes.append(helper.make_node("DequantizeLinear", [f"{name}_quantised", *ends], [f"{name}_again"]))

    def weights(self, node):
        """Names of the convolution's dequantised weight and bias."""
        weight, bias = (self.graph.weights[name] for name in node.input[1:3])
        scale = np.maximum(np.abs(weight).max((1, 2, 3)), 1e-8) / WEIGHT_LEVELS
        whole = np.rint(weight / scale[:, None, None, None]).astype(np.int8)
        unit = scale * self.scales[node.input[0]][0]
        name = node.output[0]
        self.dequantised(f"{name}_weight", whole, scale.astype(np.float32), np.zeros(len(scale), np.int8))
        self.dequantised(f"{name}_bias", np.rint(bias / unit).astype(np.int32), unit.astype(np.float32), np.zeros(len(scale), np.int32))
        return [f"{name}_weight", f"{name}_bias"]

    def dequantised(self, name, values, scale, zero):
        ends = [self.constant(f"{name}_{part}", value) for part, value in (("whole", values), ("scale", scale), ("zero", zero))]
        self.nodes.append(helper.make_node("DequantizeLinear", ends, [name], axis=0))

    def rewrite(self):
        graph, model = self.graph, self.graph.model
        again = lambda names: [f"{name}_again" if name in self.scales else name for name in names]
        inner, sums, heads = ({id(n) for n in some} for some in (graph.convolutions(), graph.sums(), graph.heads()))
        pending = [model.graph.input[0].name]
        for node in [None, *graph.nodes]:
            if node is not None:
                new = onnx.NodeProto()
                new.CopyFrom(node)
                if id(node) in inner:
                    new.input[:] = again(node.input[:1]) + self.weights(node)
                elif id(node) in sums:
                    new.input[:] = again(node.input)
                elif id(node) in heads:
                    new.input[0] = again(node.input[:1])[0]
                self.nodes.append(new)
                pending = list(node.output)
            for name in pending:
                if name in self.scales:
                    self.pair(name)
        used = {name for node in self.nodes for name in node.input}
        kept = [i for i in model.graph.initializer if i.name in used]
        result = helper.make_model(
            helper.make_graph(self.nodes, "quantised", model.graph.input, model.graph.output, kept + self.initializers),
            opset_imports=[helper.make_opsetid("", OPSET)])
        result.ir_version = model.ir_version
        onnx.checker.check_model(result)
        return result


def without_shared_weights(model):
    """The exporter stores equal weights once and names them again by Identity: here every reader names them itself."""
    weights, names, nodes = {i.name for i in model.graph.initializer}, {}, []
    for node in model.graph.node:
        if node.op_type == "Identity" and node.input[0] in weights:
            names[node.output[0]] = node.input[0]
        else:
            nodes.append(node)
            node.input[:] = [names.get(name, name) for name in node.input]
    kept = onnx.ModelProto()
    kept.CopyFrom(model)
    del kept.graph.node[:]
    kept.graph.node.extend(nodes)
    return kept


def quantise(model, tensors):
    """The QDQ twin of an ONNX model, calibrated on input tensors (n, channels, height, width)."""
    graph = Graph(without_shared_weights(model))
    return Rewriter(graph, calibrate(graph, tensors)).rewrite()


def in_runtime(path):
    """The function that runs tensors through an ONNX file in onnxruntime-node: (n, ...) -> (n, labels)."""
    def logits_of(tensors):
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder) / "in", Path(folder) / "out"
            tensors.astype(np.float32).tofile(source)
            subprocess.run(["node", Path(__file__).with_name("score.mjs"), "scores", path, source, target], check=True)
            return np.fromfile(target, np.float32).reshape(len(tensors), -1)
    return logits_of


def runtime_answers(path):
    """Like export.answers_of, in onnxruntime-node."""
    def answers(tensor):
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder) / "in", Path(folder) / "out"
            tensor.numpy().tofile(source)
            subprocess.run(["node", Path(__file__).with_name("score.mjs"), "outputs", path, source, target], check=True)
            return [np.float32(output["data"]).reshape(output["shape"]) for output in json.loads(target.read_text())]
    return answers


def milliseconds(path, batch):
    script = Path(__file__).with_name("score.mjs")
    done = subprocess.run(["node", script, "times", path, str(batch)], check=True, capture_output=True)
    return json.loads(done.stdout)["median"]


def calibration_tensors(tensors):
    """Validation pictures of every source and class, as many of each."""
    parts = []
    for key in ("rsna", "normals", "nih", "children"):
        inputs = tensors[key][2]
        parts.append(inputs[np.linspace(0, len(inputs) - 1, min(len(inputs), CALIBRATION_PICTURES // 4)).astype(int)])
    return np.concatenate(parts)


def costs(label, full, light, full_choice, light_choice):
    """What the lighter build costs on validation data: AUC difference, and pictures on the other side of the threshold."""
    for key in ("rsna", "children"):
        margins = full[key].margin(label), light[key].margin(label)
        positive = [evaluate.probability(m, c["platt"]) >= c["threshold"] for m, c in zip(margins, (full_choice, light_choice))]
        flipped = int((positive[0] != positive[1]).sum())
        yield {"label": label, "dataset": full[key].name, "n": len(margins[0]),
               "aucDifference": auc_difference(margins[1], margins[0], evaluate.truth_of(label, full[key].classes())),
               "flipped": wilson(flipped, len(margins[0]))}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "work", "models"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--limit", type=int, help="at most so many pictures of a kind, to try the script out")
    options = parser.parse_args()
    torch.set_num_threads(1)
    version = VERSIONS["chest-opacity"]
    source, target = (Path(options.models) / name / version for name in ("chest-opacity", "chest-opacity-int8"))
    target.mkdir(parents=True, exist_ok=True)
    rows = data.limited(data.read_manifest(options.data), options.limit)
    tensors = evaluate.tensors_of_everything(options.data, rows, options.work)
    model = quantise(onnx.load(str(source / "model.onnx")), calibration_tensors(tensors))
    onnx.save(model, str(target / "model.onnx"))
    sha = hashlib.sha256((target / "model.onnx").read_bytes()).hexdigest()
    full, light = (evaluate.score_everything(tensors, in_runtime(folder / "model.onnx")) for folder in (source, target))
    original = json.loads((source / "manifest.json").read_text())
    choices, entries, lost = {}, [], []
    for label in evaluate.SPECIFICITY:
        choices[label] = {**evaluate.choose(light, label), "shift": evaluate.mask_shift(light, label)}
        entries += evaluate.report(light, label, choices[label])
        lost += costs(label, full, light, evaluate.choose(full, label), choices[label])
    times = {f"{name}, batch {batch}": milliseconds(folder / "model.onnx", batch)
             for batch in (1, 8) for name, folder in (("float32", source), ("int8", target))}
    write_golden(runtime_answers(target / "model.onnx"), (2, crops.SIZE, crops.SIZE), ["lungs", "logits", "evidence"], target,
                 tolerance=GOLDEN_TOLERANCE)
    write_model(target, variant_manifest(original, sha, choices, entries, lost, times))
    print(json.dumps(rounded({"costs": lost, "milliseconds": times, "choices": choices}), indent=1))


if __name__ == "__main__":
    main()
