"""A synthetic picture that Python and TypeScript make from the same formula, and what the Python pipeline makes of it.

python3 parity.py --work DIR --models DIR --out FILE
"""
import argparse
import json
from pathlib import Path

import numpy as np
import torch

from classifier import load_chest
from export import Chest
from geometry import largest_parts, standardise
from lung_crop import classifier_input, lung_crop
from lung_field import SIZE, load_field, whole

CASES = [{"name": "clear", "width": 300, "height": 240, "opacity": 0.0},
         {"name": "opaque", "width": 211, "height": 257, "opacity": 0.35}]


def phantom(width, height, opacity):
    """Two dark ellipses in a bright trunk, with ribs, and a bright blot of strength `opacity` in one of them."""
    u, v = np.meshgrid((np.arange(width) + 0.5) / width, (np.arange(height) + 0.5) / height)
    soft = lambda distance, steep: 1 / (1 + np.exp(distance * steep))
    lung = lambda c: soft(np.sqrt(((u - c) / 0.15) ** 2 + ((v - 0.45) / 0.32) ** 2) - 1, 18)
    lungs = lung(0.3) + lung(0.7)
    trunk = soft(np.abs(u - 0.5) - 0.46, 60)
    ribs = 0.05 * np.sin(60 * v + 8 * np.abs(u - 0.5)) * lungs
    blot = opacity * np.exp(-(((u - 0.68) / 0.08) ** 2 + ((v - 0.6) / 0.1) ** 2))
    return np.clip(0.05 + trunk * (0.7 - 0.5 * lungs) + ribs + blot + 0.1 * v, 0, 1).astype(np.float32)


def probes(values, count=60):
    flat = np.asarray(values, np.float64).ravel()
    return [[int(i), float(flat[i])] for i in np.linspace(0, len(flat) - 1, count).astype(int)]


def expected(case, field_net, chest, labels):
    picture = phantom(case["width"], case["height"], case["opacity"])
    region_input = standardise(*whole(picture, SIZE))
    with torch.no_grad():
        field = torch.sigmoid(field_net(torch.from_numpy(region_input)[None, None]))[0, 0].numpy()
        values, mask, box = lung_crop(picture, field, SIZE)
        tensor = classifier_input(values, mask)
        logits = chest(torch.from_numpy(tensor)[None])[0][0].numpy()
    scores = {}
    for label, logit in zip(labels, logits):
        calibration = label["calibration"]
        scores[label["name"]] = float(1 / (1 + np.exp(-(calibration["slope"] * logit + calibration["intercept"]))))
    return {**case, "picture": probes(picture), "regionInput": probes(region_input), "field": probes(field),
            "keptSamples": int(largest_parts(field > 0.5).sum()), "box": [float(b) for b in box],
            "maskSamples": int(mask.sum()), "tensor": probes(tensor), "scores": scores}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("work", "models", "out"):
        parser.add_argument(f"--{name}", required=True)
    options = parser.parse_args()
    manifest = json.loads((Path(options.models) / "chest-opacity" / "1.0.0" / "manifest.json").read_text())
    field_net = load_field(Path(options.work) / "lung-field.pt")
    chest = Chest(load_chest(Path(options.work) / "chest.pt"), [label["name"] for label in manifest["labels"]]).eval()
    cases = [expected(case, field_net, chest, manifest["labels"]) for case in CASES]
    Path(options.out).write_text(json.dumps({"cases": cases}))


if __name__ == "__main__":
    main()
