"""Scores of every validation and test set, calibration, operating points, and what they achieve.

Calibration and operating points are chosen on validation data only. Kermany's test and the COVID-19 pictures are
only reported.
"""
import hashlib
from pathlib import Path

import numpy as np
import torch

from crops import SIZE, tensors_of_cut_outs, tensors_of_own
from data import NORMAL, OPACITY, kermany_test, pick, rsna_class
from lung_crop import classifier_input
from lung_field import field_of, load_field
from metrics import auc, calibration_error, operating, threshold_at_specificity
from transplants import cropped, whole_transplants

TRANSPLANTS_SEED = 7

# Specificity among Normals: at the threshold, and at the two ends of the band around it.
SPECIFICITY = {"lung-opacity": (0.95, 0.90, 0.98), "any-abnormality": (0.90, 0.85, 0.95)}


class Scored:
    """One data set: its rows and every label's logits (n, labels), before calibration."""

    def __init__(self, name, rows, logits):
        self.name, self.rows, self.logits = name, rows, logits
        self.groups = {"AP": self.where("view", "AP"), "PA": self.where("view", "PA"), "women": self.where("sex", "F"),
                       "men": self.where("sex", "M"), **self.ages()}

    def where(self, column, value):
        return np.array([row[column] == value for row in self.rows], bool)

    def ages(self):
        known = np.array([float(row["age"]) if row["age"].isdigit() else np.nan for row in self.rows])
        return {"under 40 years": known < 40, "40 to 59 years": (known >= 40) & (known < 60), "60 years and older": known >= 60}

    def margin(self, label):
        return self.logits[:, list(SPECIFICITY).index(label)]

    def classes(self):
        return np.array([-1 if (c := rsna_class(row)) is None else c for row in self.rows])


def makers(folder, rows, field_net):
    """{key: (name, function that makes (tensors, rows))} of all data sets; whole pictures through our own lung field."""
    adults = pick(rows, "rsna_lung", "val")
    whole = {
        "normals": ("RSNA val Normals, whole pictures", pick(rows, "rsna_full_normal", "val")),
        "nih": ("NIH val, whole pictures", pick(rows, "nih_full", "val")),
        "children": ("Kermany val, whole pictures", pick(rows, "kermany", "val")),
        "children-test": ("Kermany test without overlapping persons, whole pictures", kermany_test(rows)),
        "covid": ("COVID-19 Hannover, whole pictures, positives only", pick(rows, "covid_hannover", "test")),
    }
    return {
        "transplants": ("RSNA val, lung cut-outs in other adults' bodies, through our own lung field",
                        lambda: transplants(folder, rows, field_net)),
        "rsna": ("RSNA val, lung cut-outs", lambda: (tensors_of_cut_outs(folder, adults), adults)),
        **{key: (name, lambda chosen=chosen: tensors_of_own(folder, chosen, field_net)) for key, (name, chosen) in whole.items()},
    }


def tensors_of_everything(folder, rows, work):
    """{key: (name, rows, tensors)} of all data sets. Each is kept in the work folder, for these pictures and this lung
    field, so that it is made once."""
    field = Path(work) / "lung-field.pt"
    made_of = hashlib.sha256(field.read_bytes() + "".join(row["sha256"] for row in rows).encode()).hexdigest()[:12]
    sets = {}
    for key, (name, make) in makers(folder, rows, load_field(field)).items():
        path = Path(work) / f"tensors-{made_of}-{key}.pt"
        if not path.exists():
            torch.save(make(), path)
        tensors, kept = torch.load(path)
        sets[key] = (name, kept, tensors)
    return sets


def transplants(folder, rows, field_net):
    """(tensors, rows) of the cut-outs as the service would see them: neither outline nor holes of the reference masks are
    left. Each row gets its `frame`: where the cut-out's square lies in the crop, (x, y, side)."""
    rows, pictures, squares = whole_transplants(folder, rows, "val", field_net, TRANSPLANTS_SEED)
    made = [(row, *cropped(picture, square, field, SIZE))
            for row, picture, square, field in zip(rows, pictures, squares, field_of(field_net, pictures))]
    kept = [(classifier_input(*crop), {**row, "frame": frame}) for row, crop, frame in made if crop is not None]
    return np.stack([tensor for tensor, _ in kept]), [row for _, row in kept]


def score_everything(tensors, logits_of):
    """Scored data sets by key; logits_of turns tensors into every label's logits (n, labels)."""
    return {key: Scored(name, rows, logits_of(inputs)) for key, (name, rows, inputs) in tensors.items()}


def calibration_set(sets, label):
    """(margins, classes) of the adults' validation data: Normals as the service sees them, through our own lung field,
    in place of their cut-outs; the other classes exist as cut-outs only."""
    rsna, normals = sets["rsna"], sets["normals"]
    images = {row["nih_image"] for row in normals.rows}
    cut_out = np.array([row["nih_image"] not in images for row in rsna.rows])
    margins = np.concatenate([rsna.margin(label)[cut_out], normals.margin(label)])
    classes = np.concatenate([rsna.classes()[cut_out], normals.classes()])
    return margins, classes


def truth_of(label, classes):
    return classes == OPACITY if label == "lung-opacity" else classes != NORMAL


def fit_platt(margins, truth):
    """Slope and intercept of Platt's logistic calibration, with his softened targets."""
    positives = truth.sum()
    high, low = (positives + 1) / (positives + 2), 1 / (len(truth) - positives + 2)
    x = torch.tensor(margins, dtype=torch.float64)
    y = torch.tensor(np.where(truth, high, low), dtype=torch.float64)
    weights = torch.tensor([1.0, 0.0], dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def closure():
        optimiser.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(weights[0] * x + weights[1], y)
        loss.backward()
        return loss

    optimiser.step(closure)
    slope, intercept = weights.detach().tolist()
    return round(slope, 6), round(intercept, 6)


def probability(margins, platt):
    return 1 / (1 + np.exp(-(platt[0] * margins + platt[1])))


def choose(sets, label):
    """Calibration and operating point of a label, from validation data."""
    margins, classes = calibration_set(sets, label)
    truth = truth_of(label, classes)
    platt = fit_platt(margins, truth)
    scores = probability(margins, platt)
    normals = scores[classes == NORMAL]
    threshold, low, high = (round(threshold_at_specificity(normals, s), 4) for s in SPECIFICITY[label])
    return {"platt": platt, "threshold": threshold, "band": [low, high], "n": len(truth),
            "specificity": SPECIFICITY[label], "calibrationError": calibration_error(scores, truth)}


VIEWS = (None, "AP", "PA")
GROUPS = (*VIEWS, "women", "men", "under 40 years", "40 to 59 years", "60 years and older")


def questions(sets, label):
    """(data set, sub-group, question, chosen rows, truth) for everything that is reported."""
    rsna, nih = sets["rsna"], sets["nih"]
    classes = rsna.classes()
    positive, everyone = truth_of(label, classes), np.ones(len(classes), bool)
    if label == "lung-opacity":
        for group in VIEWS:
            yield rsna, group, "lung-opacity against all others (radiologists' class)", everyone, positive
    for group in GROUPS:
        yield rsna, group, f"{label} against Normal (radiologists' class)", (classes == NORMAL) | positive, positive
    set_in = sets["transplants"]
    classes, positive = set_in.classes(), truth_of(label, set_in.classes())
    for group in VIEWS:
        yield set_in, group, f"{label} against Normal (radiologists' class), in other bodies", (classes == NORMAL) | positive, positive
    findings = np.array([row["nih_labels"] != "No Finding" for row in nih.rows])
    if label == "any-abnormality":
        for group in VIEWS:
            yield nih, group, "any text-mined finding against No Finding (noisy labels)", np.ones(len(findings), bool), findings
    for child in (sets["children"], sets["children-test"]):
        yield child, None, "pneumonia against normal, children", np.ones(len(child.rows), bool), child.classes() == OPACITY
    severe, normals = len(sets["covid"].rows), len(sets["normals"].rows)
    yield sets["covid"], None, "share of severe COVID-19 that is positive", np.ones(severe, bool), np.ones(severe, bool)
    yield sets["normals"], None, "share of Normals that is negative", np.ones(normals, bool), np.zeros(normals, bool)


def report(sets, label, choice):
    """The manifest's evaluation entries of a label."""
    entries = []
    for data, group, question, chosen, truth in questions(sets, label):
        mask = chosen if group is None else chosen & data.groups[group]
        scores = probability(data.margin(label), choice["platt"])[mask]
        entry = {"label": label, "dataset": data.name, "question": question,
                 "n": int(mask.sum()), "positives": int(truth[mask].sum())}
        if group:
            entry["subgroup"] = group
        area = auc(scores, truth[mask])
        if area["auc"] is not None:
            entry["auc"] = {"value": area["auc"], "low": area["low"], "high": area["high"], "n": area["n"]}
        at = operating(scores, truth[mask], choice["threshold"])
        entry.update({k: at[k] for k in ("sensitivity", "specificity") if at[k]["n"]})
        entries.append(entry)
    return entries


def mask_shift(sets, label):
    """Mean change of the margin when the same Normals go through our own lung field instead of their cut-out."""
    rsna, normals = sets["rsna"], sets["normals"]
    before = dict(zip([row["nih_image"] for row in rsna.rows], rsna.margin(label)))
    pairs = [(before[row["nih_image"]], margin) for row, margin in zip(normals.rows, normals.margin(label))
             if row["nih_image"] in before]
    return {"pairs": len(pairs), "meanShift": float(np.mean([b - a for a, b in pairs])),
            "deviation": float(np.std([b - a for a, b in pairs]))}
