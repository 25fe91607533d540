"""Adults' cut-out lungs, set into the bodies of other adults, and then found by our own lung field.

Ill adults exist as cut-outs only, and the reference masks of those leave dense disease out: their outline is ragged, with
holes, and alone tells much of the class. At the service every picture goes through our own lung field, whose outline is
smooth and which takes dense lung in. A transplant shows the classifier what it will see there: the lungs of a cut-out lie
where the lungs of a healthy adult were, the parts that the cut-out lacks are filled in like the tissue around them, and
the whole picture is cropped as at the service. Healthy lungs are transplanted by the same rule, so that the seam says
nothing of the class.
"""
import logging

import numpy as np
import torch
from scipy.ndimage import uniform_filter
from torch.nn import functional as F

from crops import STORED, Crops, load_cut_outs
from data import load_grey, pick
from geometry import largest_parts, resample, whole_square
from lung_crop import crop_box, lung_crop
from lung_field import field_of

GRID, CANDIDATES, SCALES = 32, 24, (0.7, 0.78, 0.86, 0.94, 1.0)
log = logging.getLogger("transplants")


def area(mask, size):
    """A square mask (n, n) at size x size."""
    small = F.interpolate(torch.tensor(mask, dtype=torch.float32)[None, None], size=(size, size), mode="area")[0, 0]
    return (small > 0.5).float()


def spectrum(masks):
    return torch.fft.rfft2(masks, s=(2 * GRID, 2 * GRID))


class Donors:
    """Whole pictures of healthy adults, with their own lung fields; those without one are left out."""

    def __init__(self, folder, rows, field_net):
        pictures = [load_grey(folder, row) for row in rows]
        found = [self.prepared(p, f) for p, f in zip(pictures, field_of(field_net, pictures))]
        self.bodies = [body for body in found if body is not None]
        masks = torch.stack([area(resample(mask.astype(np.float32), box, GRID, GRID)[0] > 0.5, GRID) for _, mask, box in self.bodies])
        self.areas, self.spectra = masks.sum((1, 2)), spectrum(masks)

    @staticmethod
    def prepared(picture, field):
        """(values 0..1, lung mask, box of the lungs) at the picture's own size."""
        keep = largest_parts(field > 0.5)
        if not keep.any():
            return None
        height, width = picture.shape
        left, top, side, _ = whole_square(width, height)
        step = side / len(field)
        kept = np.where((field > 0.5) & ~keep, 0, field)
        mask = resample(kept, (-left / step, -top / step, width / step, height / step), width, height)[0] > 0.5
        return picture.astype(np.float32) / 255, mask, crop_box(keep, width, height)

    def best_for(self, mask, rng):
        """(body, box) of some donors' bodies: where the cut-out's square comes to lie so that its lungs fill the donor's
        best. Lung outside the donor's lungs counts three times as much against it as lung that is missing."""
        some, best = rng.choice(len(self.bodies), min(CANDIDATES, len(self.bodies)), replace=False), None
        for scale in SCALES:
            size = int(round(GRID * scale))
            lungs = area(mask, size)
            overlap = torch.fft.irfft2(self.spectra[some] * spectrum(lungs).conj(), s=(2 * GRID, 2 * GRID))
            outside, missing = lungs.sum() - overlap, self.areas[some][:, None, None] - overlap
            fits, places = (overlap / (overlap + 1.5 * outside + 0.5 * missing)).flatten(1).max(1)
            chosen = int(fits.argmax())
            if best is None or fits[chosen] > best[0]:
                shift = [p - 2 * GRID if p >= GRID else p for p in divmod(int(places[chosen]), 2 * GRID)]
                best = float(fits[chosen]), some[chosen], size / GRID, shift
        _, donor, scale, (down, right) = best
        x, y, side, _ = self.bodies[donor][2]
        return self.bodies[donor], (x + right / GRID * side, y + down / GRID * side, scale * side)


def smooth(values, radius):
    side = 2 * radius + 1
    return uniform_filter(uniform_filter(values, side, mode="constant"), side, mode="constant")


def filling(body, lungs, mask, known, outside, rng):
    """What stands where the donor has lung and the cut-out has none: the values around it carried inwards, towards the
    tissue of the body by a random share, with the donor's ribs and vessels on top."""
    values, weight = lungs * known * 2 + body * outside, known * 2 + outside
    filled, got = np.zeros_like(body), np.zeros_like(body)
    for radius in (3, 6, 12, 24):
        near = smooth(weight, radius)
        reached = (near > 0.05) * (1 - got)
        filled += reached * smooth(values, radius) / np.maximum(near, 1e-6)
        got += reached
    rim = (smooth(1 - outside, 6) > 1e-6) * outside
    tissue = max((body * rim).sum() / max(1, rim.sum()), lungs[mask].mean())
    share = rng.uniform(0, 0.8)
    return (1 - share) * smooth(filled, 2) + share * tissue + (body - smooth(body, 4)) * rng.uniform(0.3, 1.0)


def composed(body, own, lungs, mask, rng):
    """The donor's picture with the lungs (values, bool mask) in place of its `own` lung: uint8."""
    lung = (own | mask).astype(np.float32)
    outside = (smooth(lung, 1) <= 1e-6).astype(np.float32)
    soft = uniform_filter(mask.astype(np.float32), 3, mode="constant")
    filled = filling(body, lungs, mask, (soft > 0.99).astype(np.float32), outside, rng)
    picture = np.where(lung > 0, lungs * soft * mask + filled * (1 - soft * mask), body)
    edge = smooth(lung, 1)
    picture = np.where((edge > 1e-6) & (edge < 1 - 1e-6), smooth(picture, 1), picture)
    return np.round(np.clip(picture, 0, 1) * 255).astype(np.uint8)


def transplanted(donors, values, mask, rng):
    """A cut-out's lungs (values 0..1 and bool mask, 180 x 180) in the body of a donor: (whole picture as uint8, the square
    that the cut-out takes up in it). None without lungs."""
    if not mask.any():
        return None
    (body, own, _), (x, y, side) = donors.best_for(mask, rng)
    height, width = body.shape
    box = (-x / side * STORED, -y / side * STORED, width / side * STORED, height / side * STORED)
    weight = resample(mask.astype(np.float32), box, width, height)[0]
    lungs = resample(values * mask, box, width, height)[0] / np.maximum(weight, 1e-6)
    placed = weight > 0.5
    return (composed(body, own, np.where(placed, lungs, 0), placed, rng), (x, y, side)) if placed.any() else None


def whole_transplants(folder, rows, split, field_net, seed):
    """(rows, pictures, squares): all cut-outs of a split in bodies of the same split, and the squares that the cut-outs
    take up in them, in pixels; cut-outs without lung are left out."""
    donors, rng = Donors(folder, pick(rows, "rsna_full_normal", split), field_net), np.random.default_rng(seed)
    cut_outs = load_cut_outs(folder, pick(rows, "rsna_lung", split))
    made = [transplanted(donors, p[0].numpy().astype(np.float32) / 255, m[0].numpy() > 0, rng)
            for p, m in zip(cut_outs.pictures, cut_outs.masks)]
    found = [(row, *one) for row, one in zip(cut_outs.rows, made) if one is not None]
    log.info("%s: %d of %d cut-outs transplanted", split, len(found), len(cut_outs))
    return [list(part) for part in zip(*found)]


def cropped(picture, square, field, size=STORED):
    """((values, mask), frame) of a transplant as the service crops it; (None, None) without a lung field."""
    crop = lung_crop(picture.astype(np.float32) / 255, field, size)
    if crop is None:
        return None, None
    values, mask, (left, top, side, _) = crop
    x, y, size = square
    return (values, mask), ((x - left) / side, (y - top) / side, size / side)


def load_transplants(folder, rows, split, field_net, seed):
    """Transplants, cropped as at the service; those in which no lung is found are left out."""
    rows, pictures, squares = whole_transplants(folder, rows, split, field_net, seed)
    found = []
    for start in range(0, len(pictures), 256):
        some = slice(start, start + 256)
        found += map(cropped, pictures[some], squares[some], field_of(field_net, pictures[some]))
    crops, frames = zip(*found)
    return Crops(rows, crops, list(frames))
