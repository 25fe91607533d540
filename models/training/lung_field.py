"""Step 1: the lung field. A U-Net learns masks of adults' normal pictures and of children's."""
import logging

import numpy as np
import torch
from torch.nn import functional as F

import augment
from data import load_grey, load_mask, pick
from geometry import resample, standardise, whole_square
from nets import Average, LungField, parameters

STORED, SIZE = 160, 128
log = logging.getLogger("lung-field")


def whole(picture, size):
    """A whole picture (uint8 or 0..1) in a padded square: (values 0..1, covered)."""
    values = picture.astype(np.float32) / 255 if picture.dtype == np.uint8 else picture
    return resample(values, whole_square(values.shape[1], values.shape[0]), size, size)


def load_pairs(folder, rows):
    """Pictures and masks at 160 x 160, as uint8 tensors (n, 1, 160, 160)."""
    pictures = np.stack([np.round(whole(load_grey(folder, r), STORED)[0] * 255).astype(np.uint8) for r in rows])
    masks = np.stack([load_mask(folder, r) for r in rows]).astype(np.uint8)
    return torch.from_numpy(pictures)[:, None], torch.from_numpy(masks)[:, None]


def training_batch(pictures, masks, ill):
    n = len(pictures)
    grid = augment.affine_grid(n, SIZE, degrees=12, zoom=0.3, stretch=0.15, shift=0.15)
    stack = torch.cat([pictures.float() / 255, masks.float(), torch.ones_like(pictures).float()], 1)
    picture, mask, covered = F.grid_sample(stack, grid, align_corners=False).split(1, 1)
    mask = (mask > 0.5).float()
    picture = augment.diseased(picture, mask, ill)
    covered = augment.bands((covered > 0.999).float(), 0.3)
    picture = augment.tone(picture, gamma=0.5, noise=0.04, blur_share=0.2)
    return augment.standardise(picture, covered), mask * covered


def loss_of(logits, target):
    probability = torch.sigmoid(logits)
    overlap = (probability * target).sum((1, 2, 3))
    dice = (2 * overlap + 1) / (probability.sum((1, 2, 3)) + target.sum((1, 2, 3)) + 1)
    return F.binary_cross_entropy_with_logits(logits, target) + 1 - dice.mean()


def inputs_of(pictures):
    """The network's input (n, 1, 128, 128) of whole pictures, exactly as the service computes it."""
    return torch.from_numpy(np.stack([standardise(*whole(picture, SIZE)) for picture in pictures]))[:, None]


def fields_of_inputs(net, inputs):
    with torch.no_grad():
        return torch.cat([torch.sigmoid(net(batch)) for batch in inputs.split(64)])[:, 0].numpy()


def field_of(net, pictures):
    """Lung probabilities (n, 128, 128) of whole pictures, exactly as the service computes them."""
    return fields_of_inputs(net, inputs_of(pictures))


def dice_of(net, folder, rows):
    return overlap(field_of(net, [load_grey(folder, r) for r in rows]) > 0.5, reference_masks(folder, rows))


def reference_masks(folder, rows):
    return [resample(load_mask(folder, r), (0, 0, 160, 160), SIZE, SIZE)[0] > 0.5 for r in rows]


def overlap(fields, truth):
    """Mean Dice of two lists of boolean masks."""
    return float(np.mean([2 * (a & b).sum() / max(1, a.sum() + b.sum()) for a, b in zip(fields, truth)]))


class Lessons:
    """Training pairs and, for validation, inputs with their reference masks."""

    def __init__(self, folder, rows):
        self.pictures, self.masks = load_pairs(folder, pick(rows, "rsna_full_normal", "train") + pick(rows, "kermany", "train"))
        watched = [pick(rows, name, "val") for name in ("rsna_full_normal", "kermany")]
        self.watched = [(inputs_of([load_grey(folder, r) for r in some]), reference_masks(folder, some)) for some in watched]


def optimise(net, lessons, epochs, rate, ill, batch=32):
    """`epochs` over all pairs, a share `ill` of them with drawn disease. Returns the averaged network."""
    net = net.to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(net.parameters(), weight_decay=1e-4)
    n = len(lessons.pictures)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=epochs * (n // batch), pct_start=0.2)
    average = Average(net, 0.995)
    for epoch in range(epochs):
        net.train()
        order, total = torch.randperm(n), 0.0
        for start in range(0, n - batch + 1, batch):
            some = order[start:start + batch]
            inputs, target = training_batch(lessons.pictures[some], lessons.masks[some], ill)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = net(inputs.contiguous(memory_format=torch.channels_last))
            loss = loss_of(logits.float(), target)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            average.update(net)
            total += loss.item()
        adults, children = (overlap(fields_of_inputs(average.net, inputs) > 0.5, truth) for inputs, truth in lessons.watched)
        log.info("epoch %d: loss %.4f, val Dice adults %.4f children %.4f", epoch + 1, total / (n // batch), adults, children)
    return average.net


def train(folder, rows):
    """Five epochs in which every other lung is ill, then two slower ones with one in three."""
    lessons, net = Lessons(folder, rows), LungField()
    log.info("%d pictures, %d parameters", len(lessons.pictures), parameters(net))
    return settle(lessons, optimise(net, lessons, epochs=5, rate=4e-3, ill=0.5))


def settle(lessons, net):
    return optimise(net, lessons, epochs=2, rate=1e-3, ill=0.33)


def load_field(path):
    net = LungField()
    net.load_state_dict(torch.load(path))
    return net.eval()
