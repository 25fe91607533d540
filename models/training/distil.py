"""Step 7: a network goes on with what a larger one saw (teacher.py) and with where radiologists saw it (boxes.py).

Only its last two blocks and its head learn; they hold four fifths of the weights. What the blocks before them make of
every crop is computed once, in a few random variants, so that a step costs a third.
"""
import copy
import logging

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from boxes import cells_in, looking_loss
from classifier import training_input
from crops import SIZE
from data import ABNORMAL, NORMAL, OPACITY
from nets import Average
from sources import class_balance, view_balance

log = logging.getLogger("distil")
CLASS_WEIGHTS = torch.tensor([1.0, 1.0, 1.2])
WEIGHTS = {"soft": 0.5, "rank": 0.5, "boxes": 0.3}
SHARES = {"cut-outs": 16, "transplants": 18, "children": 5, "normals": 3, "nih": 6}
CHANGES = {"lost": 0.3, "smeared": 0.15}
FROZEN, VARIANTS, CELLS = 3, 2, SIZE // 16
ADULTS = ("cut-outs", "transplants", "normals")


@torch.no_grad()
def variants_of(net, crops):
    """What the last blocks are given of every crop, in VARIANTS random variants: features (n, VARIANTS, 64, 20, 20) as
    float16, each cell's share of lung (n, VARIANTS, 10, 10), and of each box (n, VARIANTS, 4, 10, 10)."""
    found = {"features": [], "lungs": [], "inside": []}
    for some in torch.arange(len(crops)).repeat_interleave(VARIANTS).split(48):
        inputs, grid = training_input(crops.pictures[some], crops.masks[some], CHANGES, with_grid=True)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            features = net.blocks[:FROZEN](net.stem(inputs.contiguous(memory_format=torch.channels_last)))
        found["features"].append(features.contiguous().half())
        found["lungs"].append(F.adaptive_avg_pool2d(inputs[:, 1], CELLS).half())
        found["inside"].append(cells_in(crops.boxes[some], grid, CELLS).half())
    return {name: torch.cat(parts).unflatten(0, (len(crops), VARIANTS)) for name, parts in found.items()}


class Taught:
    """What is drawn from: variants of crops by name, and how often each comes; what the teacher saw twice as often."""

    def __init__(self, crops, variants, teacher):
        self.crops, self.variants, self.often, self.views = crops, variants, {}, {}
        for name, some in crops.items():
            teacher.teach(some)
            seen = ~some.soft.isnan().any(1)
            balance = view_balance(some) * (1 + seen.float()) if name in ADULTS else class_balance(some)
            self.often[name] = balance * (seen.float() if name == "nih" else 1)
            # 1 for PA, 0 for AP, -1 where the view must not matter.
            self.views[name] = torch.tensor([int(row["view"] == "PA") if name in ADULTS else -1 for row in some.rows])

    def batch(self):
        found = []
        for name, n in SHARES.items():
            some, variant = torch.multinomial(self.often[name], n), torch.randint(VARIANTS, (n,))
            crops = self.crops[name]
            found.append({"classes": crops.classes[some], "target": crops.target[some], "soft": crops.soft[some],
                          "view": self.views[name][some],
                          **{key: values[some, variant].float() for key, values in self.variants[name].items()}})
        return {key: torch.cat([part[key] for part in found]) for key in found[0]}


class Student(nn.Module):
    """The last blocks and the head of a ChestNet, with a second head for the teacher's 14 findings, which is thrown away
    afterwards."""

    def __init__(self, net, findings=14):
        super().__init__()
        self.blocks, self.drop, self.head = net.blocks[FROZEN:], net.drop, net.head
        self.soft = nn.Conv2d(net.head.in_channels, findings, 1)

    def forward(self, features):
        """(logits (n, 3 + findings), the teacher's findings (n, 14), class maps (n, 3, 10, 10)) in float32."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            maps = self.blocks(features.contiguous(memory_format=torch.channels_last))
        maps = maps.float()
        mean = self.drop(maps.mean((2, 3), keepdim=True))
        return self.head(mean).flatten(1), self.soft(mean).flatten(1), self.head(maps)[:, :3]


def opacity_against_others(classes):
    return classes[:, OPACITY] - torch.logaddexp(classes[:, NORMAL], classes[:, ABNORMAL])


def soft_cross_entropy(logits, target):
    return -(target * CLASS_WEIGHTS * torch.log_softmax(logits, 1)).sum(1).mean()


def soft_findings(found, wanted):
    known = ~wanted.isnan().any(1)
    return F.smooth_l1_loss(found[known], wanted[known]) if known.any() else found.sum() * 0


def ranking(margins, classes, view):
    """Every opacity above every other picture of the same view (adults only): what the AUC within a view counts."""
    opacity, other = (view >= 0) & (classes == OPACITY), (view >= 0) & (classes != OPACITY)
    pairs = (view[opacity][:, None] == view[other][None])
    gaps = margins[opacity][:, None] - margins[other][None]
    return (F.softplus(-gaps) * pairs).sum() / pairs.sum().clamp(min=1)


def lungs_in_cells(shares):
    """The heat map shows no cell without lung: log of each cell's share of lung, in full from a half on."""
    return (2 * shares).clamp(1e-3, 1).log()


def loss_of(student, batch, weights, blend):
    features, target, soft = batch["features"], batch["target"], batch["soft"]
    if np.random.rand() < blend:
        share, order = float(np.random.beta(0.4, 0.4)), torch.randperm(len(features))
        mixed = lambda values: share * values + (1 - share) * values[order]
        logits, found, _ = student(mixed(features))
        return soft_cross_entropy(logits[:, :3], mixed(target)) + weights["soft"] * soft_findings(found, mixed(soft))
    logits, found, maps = student(features)
    loss = soft_cross_entropy(logits[:, :3], target) + weights["soft"] * soft_findings(found, soft)
    loss = loss + weights["rank"] * ranking(opacity_against_others(logits), batch["classes"], batch["view"])
    looks = looking_loss(opacity_against_others(maps) + lungs_in_cells(batch["lungs"]), batch["inside"])
    return loss if looks is None else loss + weights["boxes"] * looks


def train(taught, net, steps, rate=1.2e-3, weights=WEIGHTS, blend=0.2, rise=0.15):
    """Teaches the last blocks of `net`; returns it with their averaged weights."""
    student = Student(copy.deepcopy(net)).to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(student.parameters(), weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=rise)
    average, total = Average(student, 0.997), 0.0
    for step in range(1, steps + 1):
        student.train()
        loss = loss_of(student, taught.batch(), weights, blend)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        average.update(student)
        total += loss.item()
        if step % 50 == 0:
            log.info("step %d: loss %.4f", step, total / 50)
            total = 0.0
    return with_last_blocks(net, average.net)


def with_last_blocks(net, student):
    """A copy of `net` with the student's blocks and head."""
    whole = copy.deepcopy(net).eval()
    whole.blocks[FROZEN:].load_state_dict(student.blocks.state_dict())
    whole.head.load_state_dict(student.head.state_dict())
    return whole
