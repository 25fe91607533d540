"""Step 7: a network goes on with what a larger one saw (teacher.py) and with where radiologists saw it (boxes.py)."""
import copy
import logging

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import augment
from boxes import cells_in, looking_loss
from classifier import training_input
from data import ABNORMAL, NORMAL, OPACITY
from nets import Average
from sources import class_balance, view_balance

log = logging.getLogger("distil")
CLASS_WEIGHTS = torch.tensor([1.0, 1.0, 1.2])
WEIGHTS = {"soft": 0.5, "rank": 0.5, "boxes": 0.3}
SHARES = {"cut-outs": 14, "transplants": 18, "children": 6, "normals": 4, "nih": 6}


class Taught:
    """What is drawn from: crops by name, and how often each of them comes; pictures that the teacher saw twice as often."""

    def __init__(self, cut_outs, transplants, own, teacher):
        children, normals, nih = own
        self.crops = {"cut-outs": cut_outs, "transplants": transplants, "children": children, "normals": normals, "nih": nih}
        for crops in self.crops.values():
            teacher.teach(crops)
        seen = lambda crops: 1.0 + (~crops.soft.isnan().any(1)).float()
        self.often = {
            **{name: view_balance(self.crops[name]) * seen(self.crops[name]) for name in ("cut-outs", "transplants", "normals")},
            "children": class_balance(children), "nih": class_balance(nih) * nih.taught_at_all.float()}

    def batch(self):
        """{name: tensor}; `view` is 1 for PA, 0 for AP, -1 where it must not matter."""
        drawn = [(self.crops[name], torch.multinomial(self.often[name], n), name in ("cut-outs", "transplants", "normals"))
                 for name, n in SHARES.items()]
        join = lambda name: torch.cat([getattr(crops, name)[index] for crops, index, _ in drawn])
        views = [int(crops.rows[i]["view"] == "PA") if adults else -1 for crops, index, adults in drawn for i in index.tolist()]
        return {name: join(name) for name in ("pictures", "masks", "classes", "target", "soft", "boxes")} | {"view": torch.tensor(views)}


class Student(nn.Module):
    """A ChestNet with a second head for the teacher's 14 findings, which is thrown away afterwards."""

    def __init__(self, net, findings=14):
        super().__init__()
        self.net, self.soft = net, nn.Conv2d(net.head.in_channels, findings, 1)

    def forward(self, x):
        """(logits (n, 3 + findings), the teacher's findings (n, 14), class maps (n, 3, 10, 10)) in float32."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            features = self.net.blocks(self.net.stem(x.contiguous(memory_format=torch.channels_last)))
        features = features.float()
        mean = self.net.drop(features.mean((2, 3), keepdim=True))
        return self.net.head(mean).flatten(1), self.soft(mean).flatten(1), self.net.head(features)[:, :3]


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


def lungs_in_cells(mask, cells):
    """The heat map shows no cell without lung: log of each cell's share of lung, in full from a half on."""
    return (2 * F.adaptive_avg_pool2d(mask, cells)[:, 0]).clamp(1e-3, 1).log()


def loss_of(student, batch, weights, blend):
    inputs, grid = training_input(batch["pictures"], batch["masks"], {"lost": 0.3, "smeared": 0.15}, with_grid=True)
    target, soft = batch["target"], batch["soft"]
    if np.random.rand() < blend:
        share, order = float(np.random.beta(0.4, 0.4)), torch.randperm(len(inputs))
        logits, found, _ = student(share * inputs + (1 - share) * inputs[order])
        mixed = lambda values: share * values + (1 - share) * values[order]
        return soft_cross_entropy(logits[:, :3], mixed(target)) + weights["soft"] * soft_findings(found, mixed(soft))
    logits, found, maps = student(inputs)
    loss = soft_cross_entropy(logits[:, :3], target) + weights["soft"] * soft_findings(found, soft)
    loss = loss + weights["rank"] * ranking(opacity_against_others(logits), batch["classes"], batch["view"])
    shares = cells_in(batch["boxes"], grid, maps.shape[-1])
    looks = looking_loss(opacity_against_others(maps) + lungs_in_cells(inputs[:, 1:], maps.shape[-1]), shares)
    return loss if looks is None else loss + weights["boxes"] * looks


def train(taught, net, steps, after, rate=1.2e-3, weights=WEIGHTS, blend=0.2, rise=0.15):
    """Returns the averaged network; after(net, step, loss) is called five times on the way."""
    student = Student(net).to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(student.parameters(), weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=rise)
    average, total, every = Average(student, 0.997), 0.0, steps // 5
    for step in range(1, steps + 1):
        student.train()
        loss = loss_of(student, taught.batch(), weights, blend)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        average.update(student)
        total += loss.item()
        if step % 100 == 0:
            log.info("step %d: loss %.4f", step, total / 100)
            total = 0.0
        if step % every == 0:
            after(average.net.net, step)
    return copy.deepcopy(average.net.net)
