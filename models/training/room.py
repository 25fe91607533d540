"""A reading room for `triage simulate`, with the scores that a classifier gives to validation pictures: the scores from
which the curve of the built-in policy was chosen (docs/simulation.md).

/usr/bin/python3 models/training/room.py --data DIR --model models/chest-opacity/VERSION --normals scores.csv --out room.json

The diseased are RSNA's opacities, which exist as lung cut-outs only. The others are its Normals, whole pictures, as
`triage models evaluate --scores` has scored them (the list rsna-normals).
"""
import argparse
import csv
import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from crops import tensors_of_cut_outs
from data import OPACITY, pick, read_manifest, rsna_class
from evaluate import probability

LABEL = "lung-opacity"
# 187 studies a day, and readers who are busy three quarters of their time.
ROOM = {
    "arrivalsPerHour": [2, 2, 1, 1, 1, 2, 4, 8, 14, 16, 16, 15, 13, 14, 15, 14, 12, 9, 7, 6, 5, 4, 3, 3],
    "readers": [1] * 8 + [2] * 9 + [1] * 7,
    "prevalence": 0.1,
    "readingMinutes": {"diseased": 8, "others": 8},
}


def scores_of_cut_outs(folder, model, label):
    """Calibrated scores of the validation opacities, by the very network that ships."""
    manifest = json.loads((model / "manifest.json").read_text())
    names = [one["name"] for one in manifest["labels"]]
    calibration = manifest["labels"][names.index(label)]["calibration"]
    rows = [row for row in pick(read_manifest(folder), "rsna_lung", "val") if rsna_class(row) == OPACITY]
    with tempfile.TemporaryDirectory() as work:
        source, target = Path(work) / "tensors", Path(work) / "logits"
        source.write_bytes(tensors_of_cut_outs(folder, rows).astype(np.float32).tobytes())
        script = Path(__file__).with_name("score.mjs")
        subprocess.run(["node", script, "scores", model / "model.onnx", source, target], check=True)
        logits = np.frombuffer(target.read_bytes(), np.float32).reshape(len(rows), len(names))
    return probability(logits[:, names.index(label)], (calibration["slope"], calibration["intercept"]))


def scores_of_normals(path, label):
    with open(path, newline="") as file:
        return [float(row[label]) for row in csv.DictReader(file) if row[label]]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "model", "normals", "out"):
        parser.add_argument(f"--{name}", required=True)
    options = parser.parse_args()
    model = Path(options.model)
    manifest = json.loads((model / "manifest.json").read_text())
    threshold = next(one for one in manifest["labels"] if one["name"] == LABEL)["operatingPoint"]["threshold"]
    scores = {
        "diseased": [round(float(score), 4) for score in scores_of_cut_outs(options.data, model, LABEL)],
        "others": scores_of_normals(options.normals, LABEL),
    }
    room = {"title": f"{manifest['id']} {manifest['version']} on validation pictures", **ROOM,
            "model": {"finding": LABEL, "threshold": threshold, "scores": scores}}
    Path(options.out).write_text(json.dumps(room))
    print(f"{len(scores['diseased'])} diseased, {len(scores['others'])} others")


if __name__ == "__main__":
    main()
