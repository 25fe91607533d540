"""Labelled lists for `triage models evaluate`, out of the pictures' manifest.tsv.

python3 models/training/lists.py --data DIR --out DIR

One CSV a list; what each is and what is asked of it stands in questions/. The pictures stay where they are: give their
folder to --images. Needs nothing but Python itself. Lists of training pictures are not made, nor any of a folder that the
recipe does not name.
"""
import argparse
import csv
from pathlib import Path

COLUMNS = ["file", "rsna_class", "nih_labels", "kermany_class", "gate", "view", "sex", "age", "patient", "source", "sha256"]


def read_manifest(folder):
    with open(Path(folder) / "manifest.tsv", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for row in rows:
        row["file"], row["folder"] = row["path"], row["path"].split("/")[0]
    return rows


def pick(rows, folder, split):
    return [row for row in rows if row["folder"] == folder and row["split"] == split]


def without_known_persons(rows):
    """Kermany's official test without the persons who are also in train or val, as in data.py."""
    seen = {row["patient"] for row in rows if row["folder"] == "kermany" and row["split"] != "test"}
    return [row for row in pick(rows, "kermany", "test") if row["patient"] not in seen]


def lists(rows):
    yield "rsna-normals", pick(rows, "rsna_full_normal", "val")
    yield "nih-val", pick(rows, "nih_full", "val")
    yield "kermany-val", pick(rows, "kermany", "val")
    yield "kermany-test", without_known_persons(rows)
    yield "covid-hannover", pick(rows, "covid_hannover", "test")
    yield "not-chest", pick(rows, "not_chest", "val")


def write(path, rows):
    used = [name for name in COLUMNS if any(row.get(name) for row in rows)]
    with open(path, "w", newline="") as file:
        writer = csv.DictWriter(file, used, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    Path(options.out).mkdir(parents=True, exist_ok=True)
    for name, rows in lists(read_manifest(options.data)):
        write(Path(options.out) / f"{name}.csv", rows)
        print(f"{name}.csv: {len(rows)} files")


if __name__ == "__main__":
    main()
