"""What a classifier is worth on validation pictures: ranking, calibration, and where its heat map is brightest.

python3 validation.py --data DIR --work DIR NETWORKS [--against NETWORKS] [--out FILE]

NETWORKS is an ONNX file, or weights (.pt) of an ensemble's members, with commas between them. WORK holds lung-field.pt,
and the pictures' tensors are kept there. Calibration is cross-fitted: no picture is judged by a fit that saw its
patient. Pictures with boxes are the opacities of which boxes.tsv holds radiologists' boxes.
"""
import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

import data
import evaluate
from boxes import WHOLE, boxes_of, cells_in, identity_grid, read_boxes
from classifier import load_chest
from data import ABNORMAL, NORMAL, OPACITY, rsna_class
from evaluate import fit_platt, probability
from export import Chest
from metrics import auc, auc_difference, calibration_error, threshold_at_specificity, wilson
from nets import Ensemble
from runner import Network

LABELS = ["lung-opacity", "any-abnormality"]
FOLDS = 10


KEYS = {"cut-outs": "rsna", "transplants": "transplants", "normals": "normals", "nih": "nih", "children": "children"}


def sets_of(options, rows):
    """{name: {rows, tensors, boxes}} of the validation pictures; boxes in the coordinates of the crops."""
    boxes, kept, sets = read_boxes(options.data), evaluate.tensors_of_everything(options.data, rows, options.work), {}
    for name, key in KEYS.items():
        _, rows, tensors = kept[key]
        frames = [row.get("frame", WHOLE) for row in rows]
        sets[name] = {"rows": rows, "tensors": tensors, "boxes": boxes_of(rows, frames, boxes)}
    return sets


def answers_of(networks):
    """The function from tensors to (margins (n, 2), evidence (n, 2, 10, 10)) of an ONNX file or of members' weights."""
    if networks.endswith(".onnx"):
        network = Network.load(networks)
        return answers_by(lambda part: [torch.from_numpy(network(part.numpy())[name]) for name in ("logits", "evidence")])
    return answers_by(Chest(Ensemble([load_chest(path) for path in networks.split(",")]), LABELS).eval())


def answers_by(chest):
    def answers(tensors):
        with torch.no_grad():
            parts = [chest(part) for part in torch.from_numpy(tensors).split(64)]
        return tuple(torch.cat(outputs).numpy() for outputs in zip(*parts))
    return answers


def classes_of(rows):
    return np.array([-1 if (c := rsna_class(row)) is None else c for row in rows])


def questions(rows):
    """(name, label, chosen, truth) of every AUC on adults with a radiologists' class."""
    classes, pa = classes_of(rows), np.array([row["view"] == "PA" for row in rows])
    for group, inside in (("", pa | ~pa), (", PA", pa), (", AP", ~pa)):
        yield f"opacity / Normal{group}", 0, inside & (classes != ABNORMAL), classes == OPACITY
        yield f"opacity / all others{group}", 0, inside, classes == OPACITY
        yield f"opacity / abnormal without{group}", 0, inside & (classes != NORMAL), classes == OPACITY
        yield f"any / Normal{group}", 1, inside, classes != NORMAL


def rankings(rows, margins, others=None):
    found = {}
    for name, label, chosen, truth in questions(rows):
        found[name] = auc(margins[chosen, label], truth[chosen])
        if others is not None:
            found[name]["difference"] = auc_difference(margins[chosen, label], others[chosen, label], truth[chosen])
    return found


def fold_of(rows):
    """Folds of patients, the same on every machine."""
    patients = {name: k % FOLDS for k, name in enumerate(sorted({row["patient"] for row in rows}))}
    return np.array([patients[row["patient"]] for row in rows])


def cross_fitted(margins, truth, groups, folds):
    """Probabilities (n,) of Platt's calibration within each group, fitted on the other folds."""
    found = np.empty(len(margins))
    for group in set(groups):
        for fold in range(FOLDS):
            inside = groups == group
            fit = fit_platt(margins[inside & (folds != fold)], truth[inside & (folds != fold)])
            found[inside & (folds == fold)] = probability(margins[inside & (folds == fold)], fit)
    return found


def reliability(scores, truth):
    """Expected calibration error of ten groups of equal size, and the slope of truth on the scores' logits."""
    logits = np.log(scores.clip(1e-6, 1 - 1e-6) / (1 - scores).clip(1e-6, 1 - 1e-6))
    return {"error": calibration_error(scores, truth), "slope": fit_platt(logits, truth)[0], "n": len(truth)}


def calibrations(sets, answers, label):
    """Of adults' validation data as evaluate.py fits them: one calibration for all, and one a view; each also by view, and
    the first of them where the cut-outs lie in other bodies, fitted on the other folds all the same."""
    cut, whole = sets["cut-outs"]["rows"], sets["normals"]["rows"]
    images = {row["nih_image"] for row in whole}
    alone = np.array([row["nih_image"] not in images for row in cut])
    rows = [row for row, one in zip(cut, alone) if one] + whole
    margins = np.concatenate([answers["cut-outs"][0][alone, label], answers["normals"][0][:, label]])
    truth = classes_of(rows) == OPACITY if label == 0 else classes_of(rows) != NORMAL
    views, folds, found = np.array([row["view"] for row in rows]), fold_of(rows), {}
    for name, groups in (("one for all", np.zeros(len(rows))), ("one a view", views)):
        scores = cross_fitted(margins, truth, groups, folds)
        found[name] = {view: reliability(scores[inside], truth[inside])
                       for view, inside in (("all", views != ""), ("AP", views == "AP"), ("PA", views == "PA"))}
    fit = fit_platt(margins, truth)
    threshold = threshold_at_specificity(probability(margins, fit)[classes_of(rows) == NORMAL], 0.95 if label == 0 else 0.90)
    return found, fit, threshold


def looks(part, answers, fit, threshold):
    """Whether the heat map of lung opacity is brightest inside a box, and whether it reaches both boxes of two: at least
    half of the map's maximum somewhere in each. As the service draws it: cells without lung stay dark."""
    margins, evidence = answers
    some = np.flatnonzero(~torch.isnan(part["boxes"][:, 0, 0]).numpy() & (classes_of(part["rows"]) == OPACITY))
    heat = torch.sigmoid(torch.from_numpy(fit[0] * evidence[some, 0] + fit[1]))
    lungs = torch.from_numpy(part["tensors"][some, 1:])
    heat = heat[:, None] * (2 * F.adaptive_avg_pool2d(lungs, heat.shape[-1])).clamp(max=1)
    heat = F.interpolate(heat, size=(40, 40), mode="bilinear", align_corners=False)[:, 0]
    inside = cells_in(part["boxes"][some], identity_grid(len(some), 160), 40) > 0.5
    brightest = heat.flatten(1).argmax(1)
    hit = inside.any(1).flatten(1).gather(1, brightest[:, None])[:, 0].numpy()
    reached = ((heat[:, None] * inside).amax((2, 3)) >= 0.5 * heat.amax((1, 2))[:, None]).numpy()
    count = (~torch.isnan(part["boxes"][some][:, :, 0])).sum(1).numpy()
    pa = np.array([part["rows"][i]["view"] == "PA" for i in some])
    missed = probability(margins[some, 0], fit) < threshold
    share = lambda which: wilson(int(hit[which].sum()), int(which.sum()))
    both = (count == 2) & reached[:, :2].all(1)
    return {"brightest in a box": share(count > 0), "PA": share(pa), "AP": share(~pa), "missed": share(missed), "found": share(~missed),
            "both of two reached": wilson(int(both.sum()), int((count == 2).sum()))}


def children(part, margins):
    return auc(margins[:, 0], classes_of(part["rows"]) == OPACITY)


def measured(sets, answers, others=None):
    adults = ("cut-outs", "transplants")
    found = {name: rankings(sets[name]["rows"], answers[name][0], None if others is None else others[name][0]) for name in adults}
    found["children"] = children(sets["children"], answers["children"][0])
    text_mined = np.array([row["nih_labels"] != "No Finding" for row in sets["nih"]["rows"]])
    found["nih"] = auc(answers["nih"][0][:, 1], text_mined)
    for label, name in enumerate(LABELS):
        found[f"calibration of {name}"], fit, threshold = calibrations(sets, answers, label)
        if label == 0:
            found["looks"] = {part: looks(sets[part], answers[part], fit, threshold) for part in adults}
            truth = classes_of(sets["transplants"]["rows"]) == OPACITY
            found["calibration in other bodies"] = reliability(probability(answers["transplants"][0][:, 0], fit), truth)
    return found


def lines(value, path=""):
    """One line a number, with its interval where it has one."""
    if "n" in value:
        number = value.get("auc", value.get("value"))
        if number is None:
            yield f"{path}: error {value['error']:.3f}, slope {value['slope']:.2f} (n {value['n']})"
            return
        gap = value.get("difference")
        yield (f"{path}: {number:.3f} ({value['low']:.3f} to {value['high']:.3f}, n {value['n']})"
               + (f", difference {gap['value']:+.3f} ({gap['low']:+.3f} to {gap['high']:+.3f})" if gap else ""))
        return
    for key, inner in value.items():
        yield from lines(inner, f"{path} | {key}" if path else key)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("networks")
    parser.add_argument("--data", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--against", help="networks to compare with, in pairs")
    parser.add_argument("--out", help="all numbers as JSON")
    options = parser.parse_args()
    torch.set_num_threads(1)
    sets = sets_of(options, data.read_manifest(options.data))
    answered = lambda networks: {name: answers_of(networks)(part["tensors"]) for name, part in sets.items()}
    found = measured(sets, answered(options.networks), answered(options.against) if options.against else None)
    print("\n".join(lines(found)))
    if options.out:
        Path(options.out).write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
