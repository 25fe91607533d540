"""Where pixels go: the same arithmetic as src/imaging/resize.ts and src/inference/run/regionCrop.ts.

One rule serves shrinking and enlarging: every output sample is the mean of the input over an interval that is
centred on it and at least one input pixel wide. Wider than one pixel it is area averaging; at one pixel it is
linear interpolation. Samples whose interval lies outside the picture are *padding* and are reported as such.
"""
from functools import lru_cache

import numpy as np
from scipy import ndimage


@lru_cache(maxsize=4096)
def axis_weights(size, start, length, out):
    """Weights (out, size) that resample [start, start + length) of an axis of `size` pixels to `out` samples."""
    step = length / out
    centres = start + (np.arange(out) + 0.5) * step
    half = max(step, 1.0) / 2
    pixels = np.arange(size)
    overlap = np.minimum((centres + half)[:, None], pixels + 1) - np.maximum((centres - half)[:, None], pixels)
    inside = (centres > 0) & (centres < size)
    weights = np.where(inside[:, None], np.maximum(overlap, 0), 0)
    return weights / np.where(inside, weights.sum(1), 1)[:, None]


def resample(picture, box, width, height):
    """Resample box = (x, y, w, h) of a 2-D picture; returns (samples float32, covered bool)."""
    x, y, w, h = box
    rows = axis_weights(picture.shape[0], y, h, height)
    columns = axis_weights(picture.shape[1], x, w, width)
    covered = np.outer(rows.any(1), columns.any(1))
    return (rows @ picture.astype(np.float64) @ columns.T).astype(np.float32), covered


def whole_square(width, height):
    """The centred square box that holds a whole picture: its aspect is kept, the rest is padding."""
    side = max(width, height)
    return ((width - side) / 2, (height - side) / 2, side, side)


def standardise(values, where):
    """Mean 0 and deviation 1 over `where`; 0 elsewhere. The deviation's floor is 1/1024 of the display range."""
    inside = values[where].astype(np.float64)
    if inside.size == 0:
        return np.zeros_like(values, np.float32)
    scale = max(float(inside.std()), 1 / 1024)
    return np.where(where, (values - inside.mean()) / scale, 0).astype(np.float32)


def largest_parts(mask, count=2):
    """The `count` largest 4-connected parts of a boolean mask (ties: the one met first in row order)."""
    labels, _ = ndimage.label(mask)
    numbers, first, sizes = np.unique(labels, return_index=True, return_counts=True)
    keep = sorted((k for k in range(len(numbers)) if numbers[k]), key=lambda k: (-sizes[k], first[k]))[:count]
    return np.isin(labels, numbers[keep])


def square_around(mask, margin=0.03):
    """The square box (in mask samples) around a mask: its longer side plus `margin` of it on each side."""
    ys, xs = np.nonzero(mask)
    left, right, top, bottom = xs.min(), xs.max() + 1, ys.min(), ys.max() + 1
    side = max(right - left, bottom - top) * (1 + 2 * margin)
    return ((left + right - side) / 2, (top + bottom - side) / 2, side, side)


def erode(mask):
    """Without its rim: a sample stays when its eight neighbours are in the mask too (outside counts as not)."""
    padded = np.pad(mask, 1)
    height, width = mask.shape
    return np.logical_and.reduce([padded[v:v + height, u:u + width] for v in range(3) for u in range(3)])
