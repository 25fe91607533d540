"""The pictures, their labels and their split, read from a folder that is described by its manifest.tsv."""
import csv
import hashlib
from collections import Counter
from pathlib import Path

import numpy as np
from PIL import Image

RSNA = ["Normal", "No Lung Opacity / Not Normal", "Lung Opacity"]
NORMAL, ABNORMAL, OPACITY = range(3)
FINDINGS = ["Atelectasis", "Consolidation", "Edema", "Effusion", "Infiltration", "Mass", "Nodule", "Pneumothorax"]
USED = {"rsna_lung", "rsna_full_normal", "masks", "nih_full", "kermany", "covid_hannover", "not_chest"}


def read_manifest(folder):
    """Rows of manifest.tsv with `folder` (the first part of the path) added; other folders are never opened."""
    with open(Path(folder) / "manifest.tsv", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for row in rows:
        row["folder"] = row["path"].split("/")[0]
    unknown = {row["folder"] for row in rows} - USED
    assert not unknown, f"manifest.tsv lists folders that this recipe does not know: {sorted(unknown)}"
    return rows


def limited(rows, most):
    """At most `most` rows of a folder, split and class; all of them where `most` is None."""
    seen, kept = Counter(), []
    for row in rows:
        key = (row["folder"], row["split"], row["rsna_class"], row["kermany_class"], row["gate"])
        seen[key] += 1
        if most is None or row["folder"] == "masks" or seen[key] <= most:
            kept.append(row)
    return kept


def pick(rows, folder, split):
    return [row for row in rows if row["folder"] == folder and row["split"] == split]


def kermany_test(rows):
    """Kermany's official test without the persons who are also in train or val."""
    seen = {row["patient"] for row in rows if row["folder"] == "kermany" and row["split"] != "test"}
    return [row for row in pick(rows, "kermany", "test") if row["patient"] not in seen]


def assert_patients_apart(rows):
    """No patient may be in both train and val."""
    train = {row["patient"] for row in rows if row["split"] == "train"}
    both = train & {row["patient"] for row in rows if row["split"] == "val"}
    assert not both, f"{len(both)} patients are in train and in val"


def load_grey(folder, row):
    """One picture as uint8 (height, width)."""
    with Image.open(Path(folder) / row["path"]) as image:
        return np.asarray(image.convert("L"))


def load_mask(folder, row):
    """The reference lung mask of a whole picture, as bool (160, 160)."""
    prefix = "ker" if row["folder"] == "kermany" else "rsna"
    stem = Path(row["path"]).stem
    stem = stem[len("train_"):] if stem.startswith("train_") else stem
    with Image.open(Path(folder) / "masks" / f"{prefix}_{stem}.png") as image:
        return np.asarray(image.convert("1"))


def decode_cut_out(stored):
    """A lung cut-out's (picture in 0..1, mask): lung where the stored value is over 20; pixel = (v - 40) * 255 / 215."""
    mask = stored > 20
    picture = np.clip((stored.astype(np.float32) - 40) / 215, 0, 1)
    return picture, mask


def rsna_class(row):
    """0 Normal, 1 abnormal without opacity, 2 Lung Opacity; None where the row does not say."""
    if row["rsna_class"]:
        return RSNA.index(row["rsna_class"])
    if row["kermany_class"]:
        return NORMAL if row["kermany_class"] == "NORMAL" else OPACITY
    return None


def finding_targets(row):
    """NIH's text-mined findings as 0/1 per FINDINGS; None where the row has none."""
    if not row["nih_labels"]:
        return None
    present = set(row["nih_labels"].split("|"))
    return [float(name in present) for name in FINDINGS]


def describe(folder):
    """What was trained on: the manifest's hash and the counts a folder, split and class."""
    rows = read_manifest(folder)
    digest = hashlib.sha256((Path(folder) / "manifest.tsv").read_bytes()).hexdigest()
    counts = Counter((r["folder"], r["split"], r["rsna_class"] or r["kermany_class"] or "-") for r in rows)
    return {
        "manifestSha256": digest,
        "counts": [{"folder": f, "split": s, "class": c, "n": n} for (f, s, c), n in sorted(counts.items())],
        "kermanyTestWithoutOverlap": len(kermany_test(rows)),
    }
