"""What training draws from, and how often."""
import logging

import torch

from crops import UNKNOWN, load_cut_outs, load_own
from data import pick

log = logging.getLogger("sources")


def view_balance(crops):
    """Sampling weights 1/n^0.75 of the same class and view: the view says less about the class."""
    keys = [(int(c), row["view"]) for c, row in zip(crops.classes, crops.rows)]
    counts = {key: keys.count(key) for key in set(keys)}
    return torch.tensor([counts[key] ** -0.75 for key in keys])


def class_balance(crops):
    """Sampling weights 1/n of the same class: three in four of the children have pneumonia, which would teach that
    children have pneumonia. Where no radiologist told a class, normal or not takes its place."""
    keys = [(int(c), c == UNKNOWN and bool(a)) for c, a in zip(crops.classes, crops.abnormal)]
    counts = {key: keys.count(key) for key in set(keys)}
    return torch.tensor([1 / counts[key] for key in keys])


class CutOuts:
    """Adults' lung cut-outs, balanced by class and view."""

    def __init__(self, folder, rows):
        self.crops = load_cut_outs(folder, pick(rows, "rsna_lung", "train"))
        self.balance = view_balance(self.crops)

    def some(self, n):
        return self.crops, torch.multinomial(self.balance, n)


def own_crops(folder, rows, field_net):
    """Whole training pictures of children, of Normals and of NIH, through our own lung field."""
    return [load_own(folder, pick(rows, name, "train"), field_net) for name in ("kermany", "rsna_full_normal", "nih_full")]


class Sources:
    """What the last steps draw from: cut-outs, what own_crops() made of whole pictures, and transplants."""

    def __init__(self, folder, rows, own, transplants=None):
        self.cut_outs, self.own, self.transplants = CutOuts(folder, rows), own, transplants
        self.balance = [class_balance(crops) for crops in own]
        if transplants is not None:
            self.viewed = view_balance(transplants), view_balance(own[1])
        log.info("%d cut-outs, %s whole pictures", len(self.cut_outs.crops), [len(crops) for crops in own])

    def mixed(self):
        """One batch of 32 cut-outs, 8 children, 4 Normals and 4 of NIH."""
        whole = zip(self.own, self.balance, (8, 4, 4))
        return [self.cut_outs.some(32), *((crops, torch.multinomial(weights, n)) for crops, weights, n in whole)]

    def with_transplants(self):
        """One batch of 16 cut-outs, 16 transplants, 8 children and 8 Normals. NIH's text-mined labels have no part in it,
        so that its pictures can tell how the result does on ill adults who were never cut out."""
        children, normals = self.own[:2]
        set_in, healthy = self.viewed
        whole = ((self.transplants, set_in, 16), (children, self.balance[0], 8), (normals, healthy, 8))
        return [self.cut_outs.some(16), *((crops, torch.multinomial(weights, n)) for crops, weights, n in whole)]
