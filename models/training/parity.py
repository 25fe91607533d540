"""What the Python pipeline makes of pictures, for tests of the TypeScript pipeline.

python3 parity.py --models DIR --out FILE             of 52 synthetic pictures: probes of tensors, and scores
python3 parity.py --models DIR --pictures FOLDER PATH… of files: whole tensors and scores, into FOLDER
"""
import argparse
import json
from pathlib import Path

import numpy as np
from PIL import Image

from geometry import largest_parts, standardise
from lung_crop import classifier_input, lung_crop
from lung_field import whole
from phantoms import case_of, phantom
from runner import Network

CASES = [{"name": "clear", "width": 300, "height": 240, "opacity": 0.0},
         {"name": "opaque", "width": 211, "height": 257, "opacity": 0.35}, *(case_of(number) for number in range(1, 51))]


class Shipped:
    """The newest version of a model in a folder of models."""

    def __init__(self, models, name):
        folder = max((Path(models) / name).iterdir(), key=lambda path: [int(part) for part in path.name.split(".")])
        self.manifest = json.loads((folder / "manifest.json").read_text())
        self.network = Network.load(folder / "model.onnx")
        self.size = self.manifest["input"]["width"]


class Pipeline:
    """From a picture (float32 0..1) to every intermediate value of the service."""

    def __init__(self, models):
        self.field, self.gate, self.chest = (Shipped(models, name) for name in ("lung-field", "frontal-chest", "chest-opacity"))

    def gate_score(self, tensor):
        logits = self.gate.network(tensor[None, None])["logits"][0].astype(float)
        shares = np.exp(logits - logits.max()) / np.exp(logits - logits.max()).sum()
        return float(sum(share for share, c in zip(shares, self.gate.manifest["gate"]["classes"]) if c["accepted"]))

    def scores(self, tensor):
        found = {}
        for label, logit in zip(self.chest.manifest["labels"], self.chest.network(tensor[None])["logits"][0]):
            calibration = label["calibration"]
            found[label["name"]] = float(1 / (1 + np.exp(-(calibration["slope"] * float(logit) + calibration["intercept"]))))
        return found

    def __call__(self, picture):
        region_input = standardise(*whole(picture, self.field.size))
        gate_input = standardise(*whole(picture, self.gate.size))
        field = self.field.network(region_input[None, None])["lung_field"][0, 0]
        crop = lung_crop(picture, field, self.chest.size)
        found = {"regionInput": region_input, "gateInput": gate_input, "gateScore": self.gate_score(gate_input), "field": field,
                 "keptSamples": int(largest_parts(field > 0.5).sum())}
        if crop is None:
            return found
        values, mask, box = crop
        tensor = classifier_input(values, mask)
        return {**found, "box": [float(b) for b in box], "maskSamples": int(mask.sum()), "tensor": tensor,
                "scores": self.scores(tensor)}


def probes(values, count):
    """[index, value] of some places, and the mean of all values and of their magnitudes."""
    flat = np.asarray(values, np.float64).ravel()
    return {"at": [[int(i), round(float(flat[i]), 6)] for i in np.linspace(0, len(flat) - 1, count).astype(int)],
            "mean": round(float(flat.mean()), 8), "magnitude": round(float(np.abs(flat).mean()), 8)}


def expected(case, pipeline):
    picture = phantom(**case)
    found = pipeline(picture)
    recorded = {key: probes(value, 24) if isinstance(value, np.ndarray) else value for key, value in found.items()}
    return {**case, "picture": probes(picture, 12), **recorded}


def record_pictures(paths, pipeline, folder):
    """For every file one folder entry: N.tensor (float32), N.field, N.gate and N.json with the rest."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(paths):
        picture = np.asarray(Image.open(path).convert("L"), np.float32) / 255
        rest = {}
        for key, value in pipeline(picture).items():
            if isinstance(value, np.ndarray):
                value.astype(np.float32).tofile(folder / f"{number}.{key}")
            else:
                rest[key] = value
        (folder / f"{number}.json").write_text(json.dumps(rest))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", required=True)
    parser.add_argument("--out")
    parser.add_argument("--pictures", nargs="+", metavar=("FOLDER", "PATH"))
    options = parser.parse_args()
    pipeline = Pipeline(options.models)
    if options.out:
        cases = [expected(case, pipeline) for case in CASES]
        Path(options.out).write_text(json.dumps({"cases": cases}, separators=(",", ":")))
    if options.pictures:
        record_pictures(options.pictures[1:], pipeline, Path(options.pictures[0]))


if __name__ == "__main__":
    main()
