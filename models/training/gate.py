"""The gate: is this picture a frontal chest radiograph, one with black and white exchanged, one that lies on its side
or upside down, or something else?

Only what a picture shows should decide, never how it was stored: half of the chests are shrunk to 64 pixels and pass
through JPEG, as the other body parts did before they reached us; aspect, padding, borders and markers are random.
"""
import io
import logging

import numpy as np
import torch
from PIL import Image
from torch.nn import functional as F

import augment
import strangers
from data import load_grey, load_mask, pick
from geometry import erode, resample
from nets import GateNet, parameters

CLASSES = ("frontal-chest", "inverted-chest", "turned-chest", "other")
FRONTAL, INVERTED, TURNED, OTHER = range(4)
SIZE, STORED = 96, strangers.SIZE
log = logging.getLogger("gate")


def stretched(picture):
    """A whole picture (uint8) stretched to (128, 128) uint8."""
    height, width = picture.shape
    return np.round(resample(picture, (0, 0, width, height), STORED, STORED)[0]).astype(np.uint8)


def worn(picture, rng):
    """Shrunk to 64 x 64, through JPEG, and back."""
    small, stream = Image.fromarray(picture).resize((64, 64), Image.BOX), io.BytesIO()
    small.save(stream, "JPEG", quality=int(rng.integers(40, 95)))
    return np.asarray(Image.open(stream).resize((STORED, STORED), Image.BILINEAR))


def inverted(picture, mask):
    """True where the lungs are brighter than the rest of the picture: some files have black and white exchanged."""
    inside = erode(mask)
    return inside.any() and picture[inside].mean() > picture[~mask].mean()


class Pictures:
    """Whole pictures (n, 1, 128, 128) uint8 as they are and worn, with lung masks (empty where none is known)."""

    def __init__(self, pictures, masks, rng):
        stack = lambda parts: torch.from_numpy(np.stack(parts))[:, None]
        self.plain, self.worn = stack(pictures), stack([worn(p, rng) for p in pictures])
        self.masks = stack([np.zeros((STORED, STORED), np.uint8) if m is None else m for m in masks])

    def some(self, n):
        """n random pictures in 0..1 (half of them worn) and their masks."""
        index = torch.randint(len(self.plain), (n,))
        which = (torch.rand(n) < 0.5)[:, None, None, None]
        return torch.where(which, self.worn[index], self.plain[index]).float() / 255, self.masks[index].float()


def load_chests(folder, rows, rng):
    """Training chests that are not inverted; lung masks where there are references."""
    pictures, masks = [], []
    for row in rows:
        picture, mask = stretched(load_grey(folder, row)), None
        if row["folder"] != "nih_full":
            mask = reference_mask(folder, row)
            if inverted(picture, mask > 0):
                continue
        pictures.append(picture)
        masks.append(mask)
    return Pictures(pictures, masks, rng)


def reference_mask(folder, row):
    """The lung mask in the stretched picture: references are stored in the picture's padded square."""
    mask = load_mask(folder, row).astype(np.float32)
    ratio = row["w"] and int(row["w"]) / int(row["h"])
    w, h = 160 * min(1, ratio), 160 * min(1, 1 / ratio)
    return (resample(mask, ((160 - w) / 2, (160 - h) / 2, w, h), STORED, STORED)[0] > 0.5).astype(np.uint8)


class Supply:
    """Batches of everything that the gate learns from."""

    def __init__(self, folder, rows, photographs, rng, most=2500):
        few = lambda name: [row for row in rng.permutation(pick(rows, name, "train"))[:most]]
        self.chests = [load_chests(folder, few(name), rng) for name in ("rsna_full_normal", "kermany", "nih_full")]
        by_part = {}
        for row in pick(rows, "not_chest", "train"):
            by_part.setdefault(row["gate"], []).append(stretched(load_grey(folder, row)))
        self.parts = [Pictures(pictures, [None] * len(pictures), rng) for pictures in by_part.values()]
        photos = [strangers.crop_of(photo, rng) for photo in strangers.photographs(photographs) for _ in range(12)]
        drawn = [strangers.drawn(kind, rng) for kind in strangers.KINDS for _ in range(200)]
        as_bytes = lambda pictures: [np.round(np.clip(p, 0, 1) * 255).astype(np.uint8) for p in pictures]
        self.photos = Pictures(as_bytes(photos), [None] * len(photos), rng)
        self.drawn = Pictures(as_bytes(drawn), [None] * len(drawn), rng)
        frontal, lateral = zip(*(strangers.projections(rng) for _ in range(80)))
        self.frontal, self.lateral = (Pictures(as_bytes(views), [None] * len(views), rng) for views in (frontal, lateral))
        log.info("chests %s, other parts %d, crops of photographs %d, drawn %d", [len(c.plain) for c in self.chests],
                 sum(len(p.plain) for p in self.parts), len(photos), len(drawn))

    def chest(self, each):
        """3 x each chests, a third of them with drawn disease."""
        pictures, masks = zip(*(chests.some(each) for chests in self.chests))
        pictures, masks = torch.cat(pictures), torch.cat(masks)
        return torch.where(masks.amax((1, 2, 3), keepdim=True) > 0, augment.diseased(pictures, masks, 0.5), pictures)

    def batch(self, single):
        """(pictures 0..1 (n, 1, 128, 128), classes). With `single` also pictures that show one lung only: halves of
        chests, and drawn trunks from the side, in place of the lateral views that there are none of."""
        frontal, back, lying, whole = self.chest(10), 1 - self.chest(3), turned(self.chest(4)), self.chest(2)
        parts = torch.cat([part.some(2)[0] for part in self.parts])
        others = torch.cat([parts, self.photos.some(7)[0], self.drawn.some(6)[0]])
        flip = (torch.rand(len(others)) < 0.15)[:, None, None, None]
        others = torch.cat([torch.where(flip, 1 - others, others), pieces(whole)])
        if single:
            frontal = torch.cat([frontal, self.frontal.some(3)[0]])
            others = torch.cat([others, self.lateral.some(4)[0], halves(self.chest(2))])
        groups = (frontal, back, lying, others)
        return torch.cat(groups), torch.cat([torch.full((len(g),), k) for k, g in enumerate(groups)])


def turned(pictures):
    """By 90, 180 or 270 degrees."""
    return torch.stack([torch.rot90(picture, 1 + k % 3, (1, 2)) for k, picture in enumerate(pictures)])


def pieces(pictures):
    """Small parts of chests: a window of 15 to 40 % of the picture's sides."""
    n = len(pictures)
    side = augment.uniform(n, 0.15, 0.4)
    zeros, shift = torch.zeros(n), lambda: augment.uniform(n, -1, 1) * (1 - side)
    theta = torch.stack([torch.stack([side, zeros, shift()], 1), torch.stack([zeros, side, shift()], 1)], 1)
    return F.grid_sample(pictures, F.affine_grid(theta, pictures.shape, align_corners=False), align_corners=False)


def halves(pictures):
    """The left or right half of chests, as wide as it was or stretched."""
    width = int(STORED * 0.5)
    cut = torch.stack([picture[:, :, :width] if k % 2 else picture[:, :, -width:] for k, picture in enumerate(pictures)])
    stretched = F.interpolate(cut, size=(STORED, STORED), mode="bilinear", align_corners=False)
    slim = F.pad(F.interpolate(cut, size=(STORED, int(STORED * 0.7)), mode="bilinear", align_corners=False),
                 (STORED - int(STORED * 0.7) - 19, 19))
    return torch.where((torch.rand(len(cut)) < 0.5)[:, None, None, None], stretched, slim)


def marked(pictures):
    """A bright mark near the edge of every third picture, as side markers and labels are."""
    n, _, size, _ = pictures.shape
    axis = torch.arange(size).float() / size
    band = lambda low, high: ((axis > low[:, None]) & (axis < high[:, None])).float()
    x, y = torch.rand(n), torch.rand(n)
    x = torch.where(torch.rand(n) < 0.5, x.round() * 0.8 + 0.05, x)
    mark = band(x, x + augment.uniform(n, 0.02, 0.12))[:, None, None] * band(y, y + augment.uniform(n, 0.02, 0.06))[:, None, :, None]
    shown = (torch.rand(n) < 0.33).float()[:, None, None, None]
    return torch.maximum(pictures, mark * shown * augment.uniform(n, 0.7, 1)[:, None, None, None])


def training_batch(pictures):
    """(n, 1, 128, 128) in 0..1 -> standardised (n, 1, 96, 96), placed, padded and toned at random."""
    n = len(pictures)
    grid = augment.affine_grid(n, SIZE, degrees=12, zoom=0.18, stretch=0.14, shift=0.1)
    stack = torch.cat([marked(pictures), torch.ones_like(pictures)], 1)
    picture, covered = F.grid_sample(stack, grid * 1.08, align_corners=False).split(1, 1)
    covered = (covered > 0.999).float()
    frame = augment.bands(covered, 0.4)
    black = (torch.rand(n) < 0.35).float()[:, None, None, None]
    picture = augment.tone(picture, gamma=0.6, noise=0.04, blur_share=0.25) * torch.maximum(frame, 1 - black)
    shown = torch.maximum(frame, (torch.rand(n) < 0.6).float()[:, None, None, None])
    return augment.standardise(picture * covered, shown * torch.maximum(covered, black))


def optimise(net, supply, steps, rate, single):
    net = net.to(memory_format=torch.channels_last).train()
    optimiser = torch.optim.AdamW(net.parameters(), weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.2)
    total = 0.0
    for step in range(1, steps + 1):
        pictures, classes = supply.batch(single)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = net(training_batch(pictures).contiguous(memory_format=torch.channels_last))
        loss = F.cross_entropy(logits.float(), classes, label_smoothing=0.02)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        total += loss.item()
        if step % 250 == 0:
            log.info("step %d: loss %.4f", step, total / 250)
            total = 0.0
    return net.eval()


def train(folder, rows, photographs, seed, steps):
    """Chests against everything else, and then, more slowly, also against pictures of one lung."""
    supply, net = Supply(folder, rows, photographs, np.random.default_rng(seed)), GateNet(len(CLASSES))
    log.info("%d parameters", parameters(net))
    return settle(supply, optimise(net, supply, steps, 3e-3, single=False), steps // 3)


def settle(supply, net, steps):
    return optimise(net, supply, steps, 1e-3, single=True)


def load_gate(path):
    net = GateNet(len(CLASSES))
    net.load_state_dict(torch.load(path))
    return net.eval()
