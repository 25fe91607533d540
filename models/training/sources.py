"""What training draws from, and how often."""
import logging

import torch

from crops import UNKNOWN, load_cut_outs, load_own
from data import pick

log = logging.getLogger("sources")


def view_balance(crops):
    """Sampling weights 1/sqrt(n of the same class and view): the view says less about the class."""
    keys = [(int(c), row["view"]) for c, row in zip(crops.classes, crops.rows)]
    counts = {key: keys.count(key) for key in set(keys)}
    return torch.tensor([counts[key] ** -0.5 for key in keys])


def class_balance(crops):
    """Sampling weights 1/n of the same class: three in four of the children have pneumonia, which would teach that
    children have pneumonia. Where no radiologist told a class, normal or not takes its place."""
    keys = [(int(c), c == UNKNOWN and bool(a)) for c, a in zip(crops.classes, crops.abnormal)]
    counts = {key: keys.count(key) for key in set(keys)}
    return torch.tensor([1 / counts[key] for key in keys])


class Sources:
    """What both mixed stages draw from: cut-outs balanced by view, and whole pictures through our own lung field."""

    def __init__(self, folder, rows, field_net):
        self.cut_outs = load_cut_outs(folder, pick(rows, "rsna_lung", "train"))
        names = ("kermany", "rsna_full_normal", "nih_full")
        self.own = [load_own(folder, pick(rows, name, "train"), field_net) for name in names]
        self.balance = view_balance(self.cut_outs)
        log.info("%d cut-outs, %s whole pictures", len(self.cut_outs), [len(crops) for crops in self.own])

    def some_cut_outs(self, n):
        return self.cut_outs, torch.multinomial(self.balance, n)

    def mixed(self, drawer):
        """One batch of 32 cut-outs, 8 children, 4 Normals and 4 of NIH; drawer(source) gives n -> indices."""
        drawers = [drawer(crops) for crops in self.own]
        whole = lambda: [(crops, draw(n)) for crops, draw, n in zip(self.own, drawers, (8, 4, 4))]
        return lambda: [self.some_cut_outs(32), *whole()]


def evenly(crops):
    """Every picture of a source is as likely as any other."""
    return lambda n: torch.randint(len(crops), (n,))


def balanced(crops):
    """Every class of a source is as likely as any other."""
    weights = class_balance(crops)
    return lambda n: torch.multinomial(weights, n)
