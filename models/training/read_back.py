"""Weights out of a shipped ONNX file, to train on from them: python3 read_back.py --data DIR --work DIR --models DIR.

The exporter has folded every batch norm into its convolution. Here the folded weights go into the convolution, and the
batch norm gets the statistics of training inputs with the scale and shift that undo them: the same function, and norms
that training can go on with. Writes lung-field.pt, member-1.pt and member-2.pt into the work folder.
"""
import argparse
import json
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import nn

import data
from crops import tensors_of_cut_outs
from data import FINDINGS, load_grey, pick
from lung_field import inputs_of
from nets import ChestNet, LungField

PICTURES = 256


def folded_convolutions(path):
    """[(weight, bias)] of an ONNX file's convolutions, in the order in which they run."""
    graph = onnx.load(str(path)).graph
    known = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    known.update({n.output[0]: known[n.input[0]] for n in graph.node if n.op_type == "Identity" and n.input[0] in known})
    return [[torch.from_numpy(known[name].copy()) for name in n.input[1:]] for n in graph.node if n.op_type == "Conv"]


def run_order(net, inputs):
    """Convolutions of a network, in the order in which they run, each with the batch norm that takes its output."""
    found = []
    hooks = [m.register_forward_hook(lambda m, *_: found.append(m)) for m in net.modules() if isinstance(m, (nn.Conv2d, nn.BatchNorm2d))]
    with torch.no_grad():
        net(inputs[:1])
    for hook in hooks:
        hook.remove()
    return [(m, after if isinstance(after, nn.BatchNorm2d) else None)
            for m, after in zip(found, found[1:] + [None]) if isinstance(m, nn.Conv2d)]


@torch.no_grad()
def filled(net, folded, inputs):
    """`net` with the folded weights, its batch norms those of `inputs`."""
    statistics, net = [], net.eval()
    for (conv, norm), (weight, bias) in zip(run_order(net, inputs), folded):
        conv.weight.copy_(weight)
        if norm is None:
            conv.bias.copy_(bias)
            continue
        norm.running_mean.zero_()
        norm.running_var.fill_(1 - norm.eps)
        norm.weight.fill_(1)
        norm.bias.copy_(bias)
        conv.register_forward_hook(lambda _, __, out, norm=norm: statistics.append((norm, out.mean((0, 2, 3)), out.var((0, 2, 3)))))
    net(inputs)
    for norm, mean, variance in statistics:
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        norm.weight.copy_((variance + norm.eps).sqrt())
        norm.bias.add_(mean)
    for conv, _ in run_order(net, inputs):
        conv._forward_hooks.clear()
    return net


def newest(models, name):
    folder = max((Path(models) / name).iterdir(), key=lambda path: [int(part) for part in path.name.split(".")])
    return folder / "model.onnx"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "work", "models"):
        parser.add_argument(f"--{name}", required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    work, rows = Path(options.work), data.read_manifest(options.data)
    work.mkdir(parents=True, exist_ok=True)
    normals = pick(rows, "rsna_full_normal", "train")[:PICTURES]
    field = filled(LungField(), folded_convolutions(newest(options.models, "lung-field")),
                   inputs_of([load_grey(options.data, row) for row in normals]))
    torch.save(field.state_dict(), work / "lung-field.pt")
    lungs = pick(rows, "rsna_lung", "train")
    inputs = torch.from_numpy(tensors_of_cut_outs(options.data, lungs[::len(lungs) // PICTURES]))
    folded, count = folded_convolutions(newest(options.models, "chest-opacity")), len(run_order(ChestNet(len(FINDINGS)), inputs))
    for member in range(len(folded) // count // 2):  # the second half reads the mirror image with the same weights
        net = filled(ChestNet(len(FINDINGS)), folded[member * count:(member + 1) * count], inputs)
        torch.save(net.state_dict(), work / f"member-{member + 1}.pt")
    print(json.dumps({"members": len(folded) // count // 2, "convolutions": count}))


if __name__ == "__main__":
    main()
