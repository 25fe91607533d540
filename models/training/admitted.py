"""Which pictures are let in: by the gate, by the rule that believes a lung field, and by both; on chests and others."""
from pathlib import Path

import numpy as np
import torch

import strangers
from data import kermany_test, load_grey, pick
from geometry import largest_parts, resample, standardise, whole_square
from lung_field import SIZE as FIELD_SIZE, field_of, whole
from gate import FRONTAL, SIZE as GATE_SIZE
from metrics import wilson

# Share of the validation chests of the source that the gate finds hardest: kept out, and passed with a note.
KEPT_OUT, UNSURE = 0.005, 0.03


def shape_of(picture, field, region):
    """What src/inference/run/findRegion.ts measures on the largest parts of a lung field; None where it is empty."""
    keep = largest_parts(field > region["threshold"], region["parts"])
    if not keep.any():
        return None
    height, width = picture.shape
    covered = resample(np.ones(picture.shape), whole_square(width, height), FIELD_SIZE, FIELD_SIZE)[1]
    larger = largest_parts(keep, 1).sum()
    return {"share": keep.sum() / covered.sum(), "confidence": field[keep].mean(), "balance": (keep.sum() - larger) / larger}


def believed(shape, region):
    """The rule of src/inference/run/findRegion.ts: False where the two largest parts are too small, or small and faint."""
    if shape is None or shape["share"] < region["minimumShare"]:
        return False
    return not any(shape["share"] < pair["share"] and shape["confidence"] < pair["confidence"] for pair in region["doubtful"])


def usual(shape, region):
    """True where the shape is one that validation chests had: inside every range of region["usual"]."""
    return shape is not None and all(low <= shape[name] <= high for name, (low, high) in region["usual"].items())


def gate_scores(net, pictures):
    """Probability of a frontal chest for every picture, exactly as the service computes it."""
    inputs = torch.from_numpy(np.stack([standardise(*whole(p, GATE_SIZE)) for p in pictures]))[:, None]
    with torch.no_grad():
        return torch.cat([torch.softmax(net(part), 1)[:, FRONTAL] for part in inputs.split(64)]).numpy()


def as_bytes(picture):
    return np.round(np.clip(picture, 0, 1) * 255).astype(np.uint8)


def validation_chests(folder, rows):
    """{name: pictures}: the chests that thresholds are chosen on."""
    names = {"RSNA val Normals": "rsna_full_normal", "NIH val": "nih_full", "Kermany val": "kermany"}
    return {name: [load_grey(folder, row) for row in pick(rows, source, "val")] for name, source in names.items()}


def test_chests(folder, rows):
    chosen = {"Kermany test without overlapping persons": kermany_test(rows),
              "COVID-19 Hannover, severe disease": pick(rows, "covid_hannover", "test")}
    return {name: [load_grey(folder, row) for row in some] for name, some in chosen.items()}


def other_pictures(folder, rows, chests, photographs, dicom, seed=7):
    """{name: pictures} that should be kept out; none was trained on."""
    rng = np.random.default_rng(seed)
    groups = {}
    for row in pick(rows, "not_chest", "val"):
        groups.setdefault(f"{row['gate'].split(':')[1]} (MedNIST val)", []).append(load_grey(folder, row))
    photos = strangers.photographs(Path(photographs) / "test")
    groups["photographs and drawings (other packages than in training)"] = photos
    groups["crops of these"] = [as_bytes(strangers.crop_of(photo, rng)) for photo in photos for _ in range(3)]
    for kind in strangers.KINDS:
        groups[f"drawn: {kind}"] = [as_bytes(strangers.drawn(kind, rng)) for _ in range(60)]
    groups["drawn trunks from the side"] = [as_bytes(strangers.projections(rng)[1]) for _ in range(40)]
    everyone = [picture for some in chests.values() for picture in some][::3]
    groups["chests, black and white exchanged"] = [255 - picture for picture in everyone]
    groups["halves of chests"] = [picture[:, :picture.shape[1] // 2] for picture in everyone]
    for quarter in (1, 2, 3):
        groups[f"chests turned by {90 * quarter} degrees"] = [np.rot90(picture, quarter) for picture in everyone]
    if dicom:
        groups["CT and MR slices (DICOM test files)"] = slices(dicom)
    return groups


def slices(folder):
    """CT and MR slices of at least 64 x 64 among DICOM files, windowed to their 1st and 99th percentile."""
    import pydicom
    from pydicom.pixel_data_handlers.util import apply_modality_lut

    found = []
    for path in sorted(p for p in Path(folder).rglob("*") if p.is_file() and "chest" not in str(p)):
        try:
            file = pydicom.dcmread(path)
            pixels = apply_modality_lut(file.pixel_array, file) if file.Modality in ("CT", "MR") else None
        except Exception:
            # Many of these files are broken on purpose, each in a way of its own.
            continue
        if pixels is not None and min(pixels.shape[-2:]) >= 64:
            plane = np.asarray(pixels, np.float32).reshape(-1, *pixels.shape[-2:])[0]
            low, high = np.percentile(plane, (1, 99))
            found.append(as_bytes((plane - low) / max(high - low, 1)))
    return found


def choose_threshold(scores):
    """(threshold, unsure below) from {source: probabilities} of validation chests: the least of the sources' quantiles."""
    lowest = lambda share: min(float(np.quantile(values, share)) for values in scores.values())
    return round(min(0.5, lowest(KEPT_OUT)), 4), round(min(0.9, max(0.5, lowest(UNSURE))), 4)


def measure(name, chest, pictures, gate_net, threshold, field_net, region):
    """Shares that are let in: by the gate alone, by the lung field alone, and by both."""
    passed = gate_scores(gate_net, pictures) >= threshold
    shapes = [shape_of(p, f, region) for p, f in zip(pictures, field_of(field_net, pictures))]
    believes = np.array([believed(shape, region) for shape in shapes])
    looks = np.array([usual(shape, region) for shape in shapes])
    n = len(pictures)
    return {"name": name, "chest": chest, "n": n, **{key: int(hits.sum()) for key, hits in (
        ("gate", passed), ("lungField", believes), ("both", passed & believes), ("usualShape", looks))}}


def measure_all(folder, rows, photographs, dicom, gate_net, field_net, region):
    """(threshold, unsure below, measurements) over every group of chests and of other pictures."""
    chests = validation_chests(folder, rows)
    threshold, unsure = choose_threshold({name: gate_scores(gate_net, some) for name, some in chests.items()})
    asked = [(name, True, some) for name, some in {**chests, **test_chests(folder, rows)}.items()]
    asked += [(name, False, some) for name, some in other_pictures(folder, rows, chests, photographs, dicom).items()]
    return threshold, unsure, [measure(*group, gate_net, threshold, field_net, region) for group in asked]


QUESTIONS = {"gate": "the gate alone", "lungField": "the shape of the lung field alone", "both": "gate and lung field"}


def entries(label, measurements, rules):
    """Evaluation entries of a manifest."""
    for rule in rules:
        for found in measurements:
            n, hits = found["n"], found[rule]
            share = {"sensitivity": wilson(hits, n)} if found["chest"] else {"specificity": wilson(n - hits, n)}
            what = "share of frontal chests that are let in" if found["chest"] else "share that is kept out"
            yield {"label": label, "dataset": found["name"], "question": f"{what}: {QUESTIONS[rule]}", "n": n,
                   "positives": n if found["chest"] else 0, **share}
