"""What a larger network saw in some of the pictures: soft-labels.tsv, 14 probabilities of a DenseNet-121."""
import csv
from pathlib import Path

import torch
from torch.nn import functional as F

from crops import UNKNOWN
from data import pick, rsna_class

SMOOTHING, TRUST = 0.05, 0.5


def read_soft_labels(folder):
    """{path: logits (14,)} of the pictures that the table names."""
    with open(Path(folder) / "soft-labels.tsv", newline="") as file:
        rows = csv.reader(file, delimiter="\t")
        next(rows)
        return {path: torch.logit(torch.tensor([float(value) for value in values]), eps=1e-4) for path, *values in rows}


class Teacher:
    """The DenseNet's findings as shares of RSNA's three classes, by a logistic model that was fitted on training cut-outs
    which have both."""

    def __init__(self, folder, rows):
        self.logits = read_soft_labels(folder)
        known = [row for row in pick(rows, "rsna_lung", "train") if row["path"] in self.logits]
        inputs = torch.stack([self.logits[row["path"]] for row in known])
        self.mean, self.deviation = inputs.mean(0), inputs.std(0)
        self.model = torch.nn.Linear(inputs.shape[1], 3)
        fit(self.model, (inputs - self.mean) / self.deviation, torch.tensor([rsna_class(row) for row in known]))

    @torch.no_grad()
    def teach(self, crops):
        """Sets crops.soft (n, 14), standardised logits, NaN where the table has none; and crops.target (n, 3): labels,
        smoothed, half of the teacher's shares where there are any, all of them where no radiologist told a class."""
        none = torch.full_like(self.mean, float("nan"))
        crops.soft = torch.stack([(self.logits.get(row["path"], none) - self.mean) / self.deviation for row in crops.rows])
        shares, told = torch.softmax(self.model(crops.soft), 1), crops.classes != UNKNOWN
        labels = F.one_hot(crops.classes.clamp(min=0), 3) * (1 - SMOOTHING) + SMOOTHING / 3
        trust = torch.where(shares.isnan().any(1), 0.0, torch.where(told, TRUST, 1.0))[:, None]
        crops.target = labels * (1 - trust) + shares.nan_to_num() * trust
        crops.taught_at_all = told | ~shares.isnan().any(1)


def fit(model, inputs, classes):
    optimiser = torch.optim.LBFGS(model.parameters(), max_iter=200, line_search_fn="strong_wolfe")

    def closure():
        optimiser.zero_grad()
        loss = F.cross_entropy(model(inputs), classes) + 1e-3 * model.weight.square().sum()
        loss.backward()
        return loss

    optimiser.step(closure)
