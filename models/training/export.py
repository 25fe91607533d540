"""Exports both networks to ONNX with manifest and golden cases; `triage models card` writes the model card.

python3 export.py --data DIR --work DIR --models DIR [--seed N]
"""
import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import nn

import believed
import data
import evaluate
from classifier import load_chest
from data import ABNORMAL, FINDINGS, NORMAL, OPACITY
from limits import LIMITS
from lung_field import dice_of, load_field
from manifests import chest_manifest, region_manifest

VERSION, OPSET, SIZE = "1.0.0", 17, 128


class Field(nn.Module):
    """The lung field with its sigmoid inside."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, picture):
        return torch.sigmoid(self.net(picture))


class Chest(nn.Module):
    """Logits of the offered labels (1, labels), and the same head applied to every cell alone (1, labels, 16, 16)."""

    def __init__(self, net, labels):
        super().__init__()
        self.net, self.labels = net, labels

    def margins(self, maps):
        normal, abnormal, opacity = maps[:, NORMAL], maps[:, ABNORMAL], maps[:, OPACITY]
        either = lambda a, b: torch.maximum(a, b) + torch.log1p(torch.exp(-(a - b).abs()))
        known = {"lung-opacity": lambda: opacity - either(normal, abnormal),
                 "any-abnormality": lambda: either(abnormal, opacity) - normal}
        known.update({name.lower(): (lambda k=k: maps[:, 3 + k]) for k, name in enumerate(FINDINGS)})
        return torch.stack([known[label]() for label in self.labels], 1)

    def forward(self, lungs):
        maps = self.net.maps(lungs)
        return self.margins(maps.mean((2, 3))), self.margins(maps)


def export(model, channels, names, path):
    """Writes the ONNX file, weights inside, and returns its SHA-256."""
    path.parent.mkdir(parents=True, exist_ok=True)
    example = torch.zeros(1, channels, SIZE, SIZE)
    torch.onnx.export(model.eval(), example, str(path), opset_version=OPSET, input_names=names[:1],
                      output_names=names[1:], do_constant_folding=True)
    onnx.checker.check_model(onnx.load(str(path)))
    return hashlib.sha256(path.read_bytes()).hexdigest()


def seeded_input(seed, channels):
    """The generator of src/inference/goldenCases.ts."""
    state, values = seed, np.empty(channels * SIZE * SIZE, np.float32)
    for i in range(len(values)):
        state = (state * 1664525 + 1013904223) % 2**32
        values[i] = state / 2**32 * 2 - 1
    return torch.from_numpy(values.reshape(1, channels, SIZE, SIZE))


def write_golden(model, channels, names, folder, seeds=(1, 2, 3)):
    cases = []
    for seed in seeds:
        with torch.no_grad():
            outputs = model(seeded_input(seed, channels))
        outputs = [outputs] if isinstance(outputs, torch.Tensor) else outputs
        recorded = {}
        for name, output in zip(names[1:], outputs):
            flat = output.numpy().ravel()
            chosen = np.linspace(0, len(flat) - 1, min(len(flat), 40)).astype(int)
            recorded[name] = {"shape": list(output.shape), "at": [[int(i), float(flat[i])] for i in chosen]}
        cases.append({"name": f"seed {seed}", "seed": seed, "tolerance": 1e-4, "outputs": recorded})
    (folder / "golden").mkdir(parents=True, exist_ok=True)
    (folder / "golden" / "cases.json").write_text(json.dumps({"cases": cases}) + "\n")


def write_model(folder, manifest):
    manifest = {**manifest, "remarks": [*manifest["remarks"], *LIMITS[manifest["kind"]]]}
    (folder / "manifest.json").write_text(json.dumps(rounded(manifest), indent=2) + "\n")


def rounded(value):
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {key: rounded(inner) for key, inner in value.items()}
    return [rounded(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def export_field(options, rows, provenance):
    folder = Path(options.models) / "lung-field" / VERSION
    net = load_field(Path(options.work) / "lung-field.pt")
    names = ["picture", "lung_field"]
    sha = export(Field(net), 1, names, folder / "model.onnx")
    write_golden(Field(net), 1, names, folder)
    dice = {name: (dice_of(net, options.data, chosen), len(chosen)) for name, chosen in (
        ("RSNA val Normals", data.pick(rows, "rsna_full_normal", "val")), ("Kermany val", data.pick(rows, "kermany", "val")))}
    manifest = region_manifest(VERSION, sha, OPSET, provenance, dice)
    manifest["evaluation"] += list(believed.measure(options.data, rows, net, manifest["region"]))
    write_model(folder, manifest)
    return net


def export_chest(options, rows, provenance, field_net):
    folder = Path(options.models) / "chest-opacity" / VERSION
    net = load_chest(Path(options.work) / "chest.pt")
    labels = list(evaluate.LABELS)
    chest, names = Chest(net, labels), ["lungs", "logits", "evidence"]
    sha = export(chest, 2, names, folder / "model.onnx")
    write_golden(chest, 2, names, folder)
    sets = evaluate.score_everything(options.data, rows, field_net, net)
    choices = {label: evaluate.choose(sets, label) for label in labels}
    for label in labels:
        choices[label]["shift"] = evaluate.mask_shift(sets, label)
    entries = [entry for label in labels for entry in evaluate.report(sets, label, choices[label])]
    write_model(folder, chest_manifest(VERSION, sha, OPSET, provenance, choices, entries))
    print(json.dumps(rounded({"choices": choices, "evaluation": entries}), indent=1))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "work", "models"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--seed", type=int, default=20240611)
    options = parser.parse_args()
    torch.set_num_threads(1)
    rows = data.read_manifest(options.data)
    provenance = {"seed": options.seed, "dataManifestSha256": data.describe(options.data)["manifestSha256"]}
    field_net = export_field(options, rows, provenance)
    export_chest(options, rows, provenance, field_net)


if __name__ == "__main__":
    main()
