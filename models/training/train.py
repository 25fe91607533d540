"""Trains both networks: python3 train.py --data DIR --work DIR [--seed N] [--stage NAME].

Writes lung-field.pt, chest.pt, data.json and train.log into the work folder. Export is a step of its own.
"""
import argparse
import json
import logging
import platform
import time
from pathlib import Path

import numpy as np
import torch

import classifier
import data
import lung_field

log = logging.getLogger("train")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with manifest.tsv and the pictures")
    parser.add_argument("--work", required=True, help="folder for weights and logs")
    parser.add_argument("--seed", type=int, default=20240611)
    parser.add_argument("--stage", choices=["lung-field", "classifier", "settle", "all"], default="all")
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
    net = lung_field.train(options.data, rows, epochs=6)
    torch.save(net.state_dict(), Path(options.work) / "lung-field.pt")


def field_net_of(options):
    return lung_field.load_field(Path(options.work) / "lung-field.pt")


def run_classifier(options, rows):
    net = classifier.train(options.data, rows, field_net_of(options), epochs=10, mixed_epochs=3)
    torch.save(net.state_dict(), Path(options.work) / "chest-mixed.pt")


def run_settle(options, rows):
    net = classifier.load_chest(Path(options.work) / "chest-mixed.pt")
    net = classifier.settle(options.data, rows, field_net_of(options), net, steps=200)
    torch.save(net.state_dict(), Path(options.work) / "chest.pt")


STAGES = {"lung-field": run_lung_field, "classifier": run_classifier, "settle": run_settle}


def main():
    options = arguments()
    start_log(Path(options.work))
    rows = data.read_manifest(options.data)
    data.assert_patients_apart(rows)
    (Path(options.work) / "data.json").write_text(json.dumps(data.describe(options.data), indent=1))
    for name, stage in STAGES.items():
        if options.stage in (name, "all"):
            seed_everything(options.seed, options.threads)
            began = time.monotonic()
            stage(options, rows)
            log.info("%s took %.1f minutes", name, (time.monotonic() - began) / 60)


if __name__ == "__main__":
    main()
