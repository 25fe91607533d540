"""Exports the networks to ONNX with manifest and golden cases; `triage models card` writes the model cards.

python3 export.py --data DIR --work DIR --models DIR --photographs DIR [--dicom DIR] [--seed N] [--only ID] [--limit N]
"""
import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import nn

import admitted
import crops
import data
import evaluate
import gate
import lung_field
from classifier import load_ensemble
from data import ABNORMAL, FINDINGS, NORMAL, OPACITY
from limits import LIMITS
from lung_field import dice_of, load_field
from manifests import chest_manifest, gate_manifest, region_manifest

VERSIONS = {"lung-field": "1.1.0", "frontal-chest": "1.0.0", "chest-opacity": "2.2.0"}
OPSET = 17


class Field(nn.Module):
    """The lung field with its sigmoid inside."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, picture):
        return torch.sigmoid(self.net(picture))


class Chest(nn.Module):
    """Logits of the offered labels (n, labels), and the same head applied to every cell alone (n, labels, 10, 10)."""

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


def export(model, shape, names, path):
    """Writes the ONNX file, weights inside, any number of pictures at a time, and returns its SHA-256."""
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(model.eval(), torch.zeros(1, *shape), str(path), opset_version=OPSET, input_names=names[:1],
                      output_names=names[1:], dynamic_axes={name: {0: "batch"} for name in names}, do_constant_folding=True)
    onnx.checker.check_model(onnx.load(str(path)))
    return hashlib.sha256(path.read_bytes()).hexdigest()


def seeded_input(seed, shape):
    """The generator of src/inference/onnx/goldenCases.ts: (1, *shape) in -1..1."""
    state, values = seed, np.empty(int(np.prod(shape)), np.float32)
    for i in range(len(values)):
        state = (state * 1664525 + 1013904223) % 2**32
        values[i] = state / 2**32 * 2 - 1
    return torch.from_numpy(values.reshape(1, *shape))


def answers_of(model):
    """The function that answers one input (1, ...) with the list of the network's outputs."""
    def answers(tensor):
        with torch.no_grad():
            outputs = model(tensor)
        return [output.numpy() for output in ([outputs] if isinstance(outputs, torch.Tensor) else outputs)]
    return answers


def write_golden(answers, shape, names, folder, tolerance=1e-4, seeds=(1, 2, 3)):
    cases = []
    for seed in seeds:
        recorded = {}
        for name, output in zip(names[1:], answers(seeded_input(seed, shape))):
            flat = output.ravel()
            chosen = np.linspace(0, len(flat) - 1, min(len(flat), 40)).astype(int)
            recorded[name] = {"shape": list(output.shape), "at": [[int(i), float(flat[i])] for i in chosen]}
        cases.append({"name": f"seed {seed}", "seed": seed, "tolerance": tolerance, "outputs": recorded})
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
    folder = Path(options.models) / "lung-field" / VERSIONS["lung-field"]
    net, shape, names = load_field(Path(options.work) / "lung-field.pt"), (1, lung_field.SIZE, lung_field.SIZE), ["picture", "lung_field"]
    sha = export(Field(net), shape, names, folder / "model.onnx")
    write_golden(answers_of(Field(net).eval()), shape, names, folder)
    dice = {name: (dice_of(net, options.data, chosen), len(chosen)) for name, chosen in (
        ("RSNA val Normals", data.pick(rows, "rsna_full_normal", "val")), ("Kermany val", data.pick(rows, "kermany", "val")))}
    return region_manifest(VERSIONS["lung-field"], sha, OPSET, provenance, dice)


def export_gate(options, rows, provenance, region):
    """The gate, and the entries of the lung field's manifest that are measured on the same pictures."""
    folder = Path(options.models) / "frontal-chest" / VERSIONS["frontal-chest"]
    net, shape, names = gate.load_gate(Path(options.work) / "gate.pt"), (1, gate.SIZE, gate.SIZE), ["picture", "logits"]
    sha = export(net, shape, names, folder / "model.onnx")
    write_golden(answers_of(net), shape, names, folder)
    threshold, unsure, found = admitted.measure_all(
        options.data, rows, options.photographs, options.dicom, net, load_field(Path(options.work) / "lung-field.pt"), region)
    (Path(options.work) / "admitted.json").write_text(json.dumps(found, indent=1))
    entries = list(admitted.entries("frontal-chest", found, ("gate", "both")))
    manifest = gate_manifest(VERSIONS["frontal-chest"], sha, OPSET, provenance, gate.CLASSES, threshold, unsure, entries, GATE_REMARKS)
    write_model(folder, manifest)
    return list(admitted.entries("lung-field", found, ("lungField",)))


GATE_REMARKS = [
    "Half of the training chests were shrunk to 64 pixels and passed through JPEG, as the other body parts had been, so "
    "that sharpness does not decide.",
    "There was no lateral chest radiograph to train or to measure on. Pictures of one lung stand in for them: halves of "
    "chests, and drawn trunks from the side, of the same generator in training and test. What the gate does with true "
    "lateral views is not known.",
]


def logits_by(chest):
    """The function that turns tensors (n, 2, 160, 160) into every label's logits (n, labels)."""
    def logits_of(tensors):
        with torch.no_grad():
            return torch.cat([chest(part)[0] for part in torch.from_numpy(tensors).split(64)]).numpy()
    return logits_of


def export_chest(options, rows, provenance):
    folder = Path(options.models) / "chest-opacity" / VERSIONS["chest-opacity"]
    net = load_ensemble(options.work)
    labels = list(evaluate.SPECIFICITY)
    chest, shape, names = Chest(net, labels).eval(), (2, crops.SIZE, crops.SIZE), ["lungs", "logits", "evidence"]
    sha = export(chest, shape, names, folder / "model.onnx")
    write_golden(answers_of(chest), shape, names, folder)
    sets = evaluate.score_everything(evaluate.tensors_of_everything(options.data, rows, options.work), logits_by(chest))
    choices = {label: evaluate.choose(sets, label) for label in labels}
    for label in labels:
        choices[label]["shift"] = evaluate.mask_shift(sets, label)
    entries = [entry for label in labels for entry in evaluate.report(sets, label, choices[label])]
    write_model(folder, chest_manifest(VERSIONS["chest-opacity"], sha, OPSET, provenance, choices, entries))
    print(json.dumps(rounded({"choices": choices, "evaluation": entries}), indent=1))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "work", "models", "photographs"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--dicom", help="folder of DICOM test files, for the gate's CT and MR slices")
    parser.add_argument("--seed", type=int, default=20240611)
    parser.add_argument("--only", choices=["preparation", "chest-opacity"], help="lung field and gate, or the classifier")
    parser.add_argument("--limit", type=int, help="at most so many pictures of a kind, to try the script out")
    options = parser.parse_args()
    torch.set_num_threads(1)
    rows = data.limited(data.read_manifest(options.data), options.limit)
    provenance = {"seed": options.seed, "dataManifestSha256": data.describe(options.data)["manifestSha256"]}
    if options.only != "chest-opacity":
        field = export_field(options, rows, provenance)
        field["evaluation"] += export_gate(options, rows, provenance, field["region"])
        write_model(Path(options.models) / "lung-field" / VERSIONS["lung-field"], field)
    if options.only != "preparation":
        export_chest(options, rows, provenance)


if __name__ == "__main__":
    main()
