"""Trains the networks: python3 train.py --data DIR --work DIR [--seed N] [--stage NAME].

Writes lung-field.pt, gate.pt, chest-1.pt, chest-2.pt, data.json and train.log into the work folder. Export is a step of its own.
"""
import argparse
import json
import logging
import platform
import time
from pathlib import Path

import numpy as np
import torch

import boxes
import classifier
import crops
import data
import distil
import gate
import lung_field
import sources
import teacher
import transplants

log = logging.getLogger("train")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with manifest.tsv and the pictures")
    parser.add_argument("--work", required=True, help="folder for weights and logs")
    parser.add_argument("--seed", type=int, default=20240611)
    parser.add_argument("--stage", choices=[*STAGES, "all"], default="all")
    parser.add_argument("--member", type=int, default=1, help="which network of the ensemble")
    parser.add_argument("--epochs", type=int, default=16, help="on cut-outs")
    parser.add_argument("--steps", type=int, default=600, help="of the stage distil")
    parser.add_argument("--photographs", help="folder that photographs.py wrote; needed for the gate")
    parser.add_argument("--limit", type=int, help="at most so many pictures of a kind, to try the script out")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def start_log(work):
    work.mkdir(parents=True, exist_ok=True)
    handlers = [logging.StreamHandler(), logging.FileHandler(work / "train.log")]
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s: %(message)s", handlers=handlers)
    log.info("python %s, torch %s", platform.python_version(), torch.__version__)


def seed_everything(seed, threads):
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    np.random.seed(seed)
    torch.use_deterministic_algorithms(True, warn_only=True)


def run_lung_field(options, rows):
    net = lung_field.train(options.data, rows)
    torch.save(net.state_dict(), Path(options.work) / "lung-field.pt")


def run_gate(options, rows):
    net = gate.train(options.data, rows, Path(options.photographs) / "train", options.seed, steps=1500)
    torch.save(net.state_dict(), Path(options.work) / "gate.pt")


def field_net_of(options):
    return lung_field.load_field(Path(options.work) / "lung-field.pt")


def run_crops(options, rows):
    torch.save(sources.own_crops(options.data, rows, field_net_of(options)), Path(options.work) / "own-crops.pt")


def run_cut_outs(options, rows):
    net = classifier.train_on_cut_outs(options.data, rows, options.epochs)
    torch.save(net.state_dict(), Path(options.work) / f"cut-outs-{options.member}.pt")


def run_mixed(options, rows):
    work = Path(options.work)
    net, own = classifier.load_chest(work / f"cut-outs-{options.member}.pt"), torch.load(work / "own-crops.pt")
    net = classifier.train_on_all(options.data, rows, field_net_of(options), own, net, epochs=3)
    torch.save(net.state_dict(), work / f"mixed-{options.member}.pt")


def run_transplants(options, rows):
    crops = transplants.load_transplants(options.data, rows, "train", field_net_of(options), options.seed)
    torch.save(crops, Path(options.work) / "transplants.pt")


def run_settle(options, rows):
    work = Path(options.work)
    net, own, crops = classifier.load_chest(work / "mixed-1.pt"), torch.load(work / "own-crops.pt"), torch.load(work / "transplants.pt")
    net = classifier.train_on_transplants(options.data, rows, field_net_of(options), own, crops, net)
    torch.save(net.state_dict(), work / "settled.pt")


def run_teach(options, rows):
    """The first member is the first network as it is; the second one goes on with what all networks made of NIH."""
    work = Path(options.work)
    first, second, settled = (classifier.load_chest(work / f"{name}.pt") for name in ("mixed-1", "mixed-2", "settled"))
    own, crops = torch.load(work / "own-crops.pt"), torch.load(work / "transplants.pt")
    own[2].taught = classifier.taught_by([first, second, settled], own[2])
    net = classifier.train_on_taught(options.data, rows, field_net_of(options), own, crops, second)
    torch.save(first.state_dict(), work / "chest-1.pt")
    torch.save(net.state_dict(), work / "chest-2.pt")


def run_lessons(options, rows):
    """Crops for the last step, which starts from networks that read_back.py took out of the ONNX files that ship."""
    work, field = Path(options.work), field_net_of(options)
    seen = set(teacher.read_soft_labels(options.data))
    some = sources.worth_teaching(rows, seen)
    set_in = sources.worth_transplanting(rows, seen) + data.pick(some, "rsna_full_normal", "train")
    made = {"own": lambda: sources.own_crops(options.data, some, field),
            "cut-outs": lambda: crops.load_cut_outs(options.data, data.pick(some, "rsna_lung", "train")),
            "transplants": lambda: transplants.load_transplants(options.data, set_in, "train", field, options.seed)}
    for name, make in made.items():
        path = work / f"lessons-{name}.pt"
        if not path.exists():
            torch.save(make(), path)


def lessons_of(folder, work):
    drawn = boxes.read_boxes(folder)
    cut_outs, set_in, (children, normals, nih) = (torch.load(work / f"lessons-{name}.pt") for name in ("cut-outs", "transplants", "own"))
    for some in (cut_outs, set_in):
        some.draw_boxes(drawn)
    return {"cut-outs": cut_outs, "transplants": set_in, "children": children, "normals": normals, "nih": nih}


def run_variants(options, rows):
    work = Path(options.work)
    net, lessons = classifier.load_chest(work / f"member-{options.member}.pt"), lessons_of(options.data, work)
    torch.save({name: distil.variants_of(net, crops) for name, crops in lessons.items()}, work / f"variants-{options.member}.pt")


def run_distil(options, rows):
    work = Path(options.work)
    taught = distil.Taught(lessons_of(options.data, work), torch.load(work / f"variants-{options.member}.pt"), teacher.Teacher(options.data, rows))
    net = distil.train(taught, classifier.load_chest(work / f"member-{options.member}.pt"), options.steps)
    torch.save(net.state_dict(), work / f"chest-{options.member}.pt")


# cut-outs and mixed are run for both networks, the rest once; the last two need both networks.
STAGES = {"lung-field": run_lung_field, "gate": run_gate, "crops": run_crops, "transplants": run_transplants, "cut-outs": run_cut_outs,
          "mixed": run_mixed, "settle": run_settle, "teach": run_teach, "lessons": run_lessons, "variants": run_variants,
          "distil": run_distil}
ALL = ("lung-field", "gate", "crops", "transplants", "cut-outs", "mixed")


def main():
    options = arguments()
    start_log(Path(options.work))
    rows = data.limited(data.read_manifest(options.data), options.limit)
    data.assert_patients_apart(rows)
    (Path(options.work) / "data.json").write_text(json.dumps(data.describe(options.data), indent=1))
    for name, stage in STAGES.items():
        if options.stage == name or (options.stage == "all" and name in ALL):
            seed_everything(options.seed + options.member, options.threads)
            began = time.monotonic()
            stage(options, rows)
            log.info("%s took %.1f minutes", name, (time.monotonic() - began) / 60)


if __name__ == "__main__":
    main()
