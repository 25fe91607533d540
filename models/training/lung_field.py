"""Step 1: the lung field. A U-Net learns masks of adults' normal pictures and of children's."""
import logging

import numpy as np
import torch
from torch.nn import functional as F

import augment
from data import load_grey, load_mask, pick
from geometry import resample, standardise, whole_square
from nets import LungField, parameters

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


def training_batch(pictures, masks):
    n = len(pictures)
    grid = augment.affine_grid(n, SIZE, degrees=12, zoom=0.3, stretch=0.15, shift=0.15)
    stack = torch.cat([pictures.float() / 255, masks.float(), torch.ones_like(pictures).float()], 1)
    picture, mask, covered = F.grid_sample(stack, grid, align_corners=False).split(1, 1)
    covered = augment.bands((covered > 0.999).float(), 0.3)
    picture = augment.tone(picture, gamma=0.5, noise=0.04, blur_share=0.2)
    return augment.standardise(picture, covered), (mask > 0.5).float() * covered


def loss_of(logits, target):
    probability = torch.sigmoid(logits)
    overlap = (probability * target).sum((1, 2, 3))
    dice = (2 * overlap + 1) / (probability.sum((1, 2, 3)) + target.sum((1, 2, 3)) + 1)
    return F.binary_cross_entropy_with_logits(logits, target) + 1 - dice.mean()


def field_of(net, pictures):
    """Lung probabilities (n, 128, 128) of whole pictures, exactly as the service computes them."""
    inputs = [standardise(*whole(picture, SIZE)) for picture in pictures]
    with torch.no_grad():
        batches = torch.from_numpy(np.stack(inputs))[:, None].split(64)
        return torch.cat([torch.sigmoid(net(batch)) for batch in batches])[:, 0].numpy()


def dice_of(net, folder, rows):
    fields = field_of(net, [load_grey(folder, r) for r in rows]) > 0.5
    truth = [resample(load_mask(folder, r), (0, 0, 160, 160), SIZE, SIZE)[0] > 0.5 for r in rows]
    return float(np.mean([2 * (a & b).sum() / max(1, a.sum() + b.sum()) for a, b in zip(fields, truth)]))


def train(folder, rows, epochs, batch=32):
    chosen = pick(rows, "rsna_full_normal", "train") + pick(rows, "kermany", "train")
    pictures, masks = load_pairs(folder, chosen)
    net = LungField().to(memory_format=torch.channels_last)
    log.info("%d pictures, %d parameters", len(chosen), parameters(net))
    optimiser = torch.optim.AdamW(net.parameters(), weight_decay=1e-4)
    steps = epochs * (len(chosen) // batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=4e-3, total_steps=steps, pct_start=0.2)
    for epoch in range(epochs):
        net.train()
        order, total = torch.randperm(len(chosen)), 0.0
        for start in range(0, len(chosen) - batch + 1, batch):
            some = order[start:start + batch]
            inputs, target = training_batch(pictures[some], masks[some])
            loss = loss_of(net(inputs.contiguous(memory_format=torch.channels_last)), target)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item()
        net.eval()
        adults, children = (dice_of(net, folder, pick(rows, f, "val")) for f in ("rsna_full_normal", "kermany"))
        mean = total / (len(chosen) // batch)
        log.info("epoch %d: loss %.4f, val Dice adults %.4f children %.4f", epoch + 1, mean, adults, children)
    return net


def load_field(path):
    net = LungField()
    net.load_state_dict(torch.load(path))
    return net.eval()
