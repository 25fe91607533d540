"""Whether a lung field is believed: the rule of src/inference/findRegion.ts, measured on chests and on other pictures."""
from collections import defaultdict

import numpy as np

from data import load_grey, pick
from geometry import largest_parts, resample, whole_square
from lung_field import SIZE, field_of
from metrics import wilson


def believed(picture, field, region):
    """True where the two largest parts are neither too small nor both small and faint."""
    keep = largest_parts(field > region["threshold"], region["parts"])
    height, width = picture.shape
    covered = resample(np.ones(picture.shape), whole_square(width, height), SIZE, SIZE)[1]
    share = keep.sum() / covered.sum()
    if not keep.any() or share < region["minimumShare"]:
        return False
    confidence = field[keep].mean()
    return not any(share < pair["share"] and confidence < pair["confidence"] for pair in region["doubtful"])


def groups(rows):
    """(name, is a chest, rows) of everything that the rule is measured on."""
    yield "RSNA val Normals", True, pick(rows, "rsna_full_normal", "val")
    yield "NIH val", True, pick(rows, "nih_full", "val")
    yield "Kermany val", True, pick(rows, "kermany", "val")
    yield "COVID-19 Hannover, severe disease", True, pick(rows, "covid_hannover", "test")
    others = defaultdict(list)
    for row in pick(rows, "not_chest", "train") + pick(rows, "not_chest", "val"):
        others[row["gate"].split(":")[1]].append(row)
    for name, chosen in sorted(others.items()):
        yield f"{name} (MedNIST)", False, chosen


def measure(folder, rows, net, region):
    """Evaluation entries: how many chests are believed, and how many other pictures are not."""
    for name, chest, chosen in groups(rows):
        pictures = [load_grey(folder, row) for row in chosen]
        hits = sum(believed(p, f, region) for p, f in zip(pictures, field_of(net, pictures)))
        n = len(chosen)
        share = {"sensitivity": wilson(hits, n)} if chest else {"specificity": wilson(n - hits, n)}
        question = "share of chests whose lung field is believed" if chest else "share that is not believed to show lungs"
        yield {"label": "lung-field", "dataset": name, "question": question, "n": n, "positives": n if chest else 0, **share}
