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
        """One batch of 16 cut-outs, 16 transplants, 8 children and 8 Normals."""
        return self.batch(16, 16, 8, 8)

    def with_taught(self):
        """One batch of 14 cut-outs, 18 transplants, 8 children, 4 Normals and 6 of NIH."""
        return self.batch(14, 18, 8, 4, 6)

    def batch(self, cut_outs, set_in, children, normals, nih=0):
        """NIH's pictures have no part in it unless they carry classes that networks gave them: their text-mined labels
        stay outside, and so can tell how the result does on ill adults who were never cut out."""
        assert nih == 0 or not self.own[2].taught.isnan().any(), "NIH's pictures have not been taught"
        whole = ((self.transplants, self.viewed[0], set_in), (self.own[0], self.balance[0], children),
                 (self.own[1], self.viewed[1], normals), (self.own[2], self.balance[2], nih))
        return [self.cut_outs.some(cut_outs), *((crops, torch.multinomial(weights, n)) for crops, weights, n in whole if n)]


def worth_teaching(rows, seen):
    """What the last step draws from, for want of time less than all: of training cut-outs the opacities and what the teacher
    saw; of whole pictures what the teacher saw, and every twentieth child. `seen` holds the paths of the teacher's table."""
    children = {row["path"] for row in pick(rows, "kermany", "train")[::20]}
    normals = {row["path"] for row in [row for row in pick(rows, "rsna_full_normal", "train") if row["path"] in seen][::2]}
    def kept(row):
        if row["folder"] == "rsna_full_normal":
            return row["path"] in normals
        return row["path"] in seen or row["path"] in children or row["rsna_class"] == "Lung Opacity"
    return [row for row in rows if kept(row)]


def worth_transplanting(rows, seen):
    """Of the cut-outs that the teacher saw, the opacities and every third of the rest."""
    cut_outs = [row for row in pick(rows, "rsna_lung", "train") if row["path"] in seen]
    ill, rest = ([row for row in cut_outs if (row["rsna_class"] == "Lung Opacity") == which] for which in (True, False))
    return ill + rest[::3]
