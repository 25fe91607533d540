"""Random changes to a batch, so that the networks learn lungs and not scanners."""
import math

import torch
from torch.nn import functional as F


def uniform(n, low, high):
    return torch.empty(n).uniform_(low, high)


def affine_grid(n, size, degrees, zoom, stretch, shift):
    """Sampling grid of random flips, rotations, zooms, stretches and shifts for n pictures of size x size."""
    angle = uniform(n, -degrees, degrees) * math.pi / 180
    scale, ratio = torch.exp(uniform(n, -zoom, zoom)), torch.exp(uniform(n, -stretch, stretch))
    flip = torch.where(torch.rand(n) < 0.5, -1.0, 1.0)
    sx, sy = scale * ratio * flip, scale / ratio
    theta = torch.stack([
        torch.stack([angle.cos() * sx, -angle.sin() * sy, uniform(n, -shift, shift)], 1),
        torch.stack([angle.sin() * sx, angle.cos() * sy, uniform(n, -shift, shift)], 1),
    ], 1)
    return F.affine_grid(theta, (n, 1, size, size), align_corners=False)


def bands(covered, share):
    """Blank random bands at opposite sides, as the padding of a picture that is not square does."""
    n, _, size, _ = covered.shape
    margin = torch.where(torch.rand(n) < share, uniform(n, 0, 0.14), torch.zeros(n)) * size
    axis = torch.arange(size).float()
    inside = ((axis >= margin[:, None]) & (axis < size - margin[:, None])).float()
    upright = (torch.rand(n) < 0.5)[:, None, None]
    return covered * torch.where(upright, inside[:, None, :], inside[:, :, None])[:, None]


def tone(picture, gamma, noise, blur_share):
    """Random gamma, window, blur and noise on values in 0..1."""
    n = len(picture)
    one = lambda values: values[:, None, None, None]
    low, high = one(uniform(n, 0, 0.12)), one(uniform(n, 0.85, 1.0))
    picture = ((picture - low) / (high - low)).clamp(0, 1) ** one(torch.exp(uniform(n, -gamma, gamma)))
    blurred = F.avg_pool2d(F.pad(picture, (1, 1, 1, 1), mode="replicate"), 3, 1)
    picture = torch.where(one(torch.rand(n) < blur_share), blurred, picture)
    return picture + torch.randn_like(picture) * one(uniform(n, 0, noise))


def standardise(picture, where):
    """Batch twin of geometry.standardise: `where` is a 0/1 float mask."""
    count = where.sum((2, 3), keepdim=True).clamp(min=1)
    mean = (picture * where).sum((2, 3), keepdim=True) / count
    variance = (((picture - mean) * where) ** 2).sum((2, 3), keepdim=True) / count
    return (picture - mean) / variance.sqrt().clamp(min=1 / 1024) * where


def rough_edges(mask):
    """Grow or shrink masks by up to a pixel or two, and wobble them: no two lung fields have the same edge."""
    n = len(mask)
    smooth = F.avg_pool2d(mask, 5, 1, 2, count_include_pad=False)
    wobble = F.interpolate(torch.randn(n, 1, 8, 8), size=mask.shape[-2:], mode="bicubic", align_corners=False)
    level = uniform(n, 0.3, 0.7)[:, None, None, None] + 0.12 * wobble
    return (smooth > level).float()


def parts_lost(masks, share):
    """(which, masks): for about a `share` of the batch, its mask cut to that of another picture, half of them mirrored.
    What is lost has the shapes that true masks have, and says nothing of the picture's own class."""
    n = len(masks)
    others = masks[torch.randperm(n)]
    turned = torch.rand(n) < 0.5
    others = torch.where(turned[:, None, None, None], others.flip(3), others)
    cut = masks * others
    enough = cut.sum((1, 2, 3)) > 0.3 * masks.sum((1, 2, 3))
    return enough & (torch.rand(n) < share), cut


def cut_to_others(masks, share):
    """Masks of which a share lose parts, so that the outline alone does not tell who is ill."""
    which, cut = parts_lost(masks, share)
    return torch.where(which[:, None, None, None], cut, masks)


def smeared(pictures, masks, share):
    """Pictures (values 0..1) of which a share lose their detail in parts of the lungs: smooth is not the same as ill."""
    which, cut = parts_lost(masks, share)
    if not which.any():
        return pictures
    wide = lambda values: F.avg_pool2d(F.avg_pool2d(values, 9, 1, 4), 9, 1, 4)
    inside, noise = masks[which], torch.randn_like(pictures[which]) * 0.02 * torch.rand(int(which.sum()), 1, 1, 1)
    smooth = wide(pictures[which] * inside) / wide(inside).clamp(min=1e-3) + noise
    gone = wide(inside - cut[which]).clamp(0, 1)
    pictures = pictures.clone()
    pictures[which] = pictures[which] * (1 - gone) + smooth * gone
    return pictures


def clouds(n, size):
    """Smooth random fields (n, 1, size, size) with mean about 0 and deviation about 1, coarse and fine at once."""
    layers = [F.interpolate(torch.randn(n, 1, cells, cells), size=(size, size), mode="bilinear", align_corners=False)
              for cells in (3, 7, 16)]
    return 1.2 * layers[0] + 0.8 * layers[1] + 0.5 * layers[2]


def veil(masks):
    """How much of each lung a disease hides, 0..1 (n, 1, size, size): patches like consolidation and oedema, or a
    level like an effusion, in the left lung, the right one or both. A random half of them reach past the mask's edge."""
    n, _, size, _ = masks.shape
    one = lambda values: values[:, None, None, None]
    axis = (torch.arange(size).float() + 0.5) / size
    weight = masks.sum((1, 2, 3)).clamp(min=1)
    middle = one((masks * axis).sum((1, 2, 3)) / weight)
    steep = one(uniform(n, 3, 12))
    patches = torch.sigmoid((clouds(n, size) - one(uniform(n, -1.5, 1.2))) * steep)
    rows = masks.amax((1, 3)) * axis
    bottom, top = one(rows.amax(1)), one((axis * masks.amax((1, 3)) + (1 - masks.amax((1, 3)))).amin(1))
    level = bottom - (bottom - top) * one(uniform(n, 0.05, 0.8))
    slope = one(uniform(n, -0.6, 0.6)) * (axis - middle)
    fluid = torch.sigmoid((axis[:, None] - level + slope) * one(uniform(n, 20, 120)))
    kind = one(torch.rand(n))
    hidden = torch.where(kind < 0.5, patches, torch.where(kind < 0.8, fluid, torch.maximum(patches, fluid)))
    left, right = one(uniform(n, 0, 1).sqrt()), one(uniform(n, 0, 1).sqrt())
    both = one((torch.rand(n) < 0.5).float())
    left, right = torch.maximum(left, both * right), torch.maximum(right, both * left)
    hidden = hidden * torch.where(axis < middle, left, right)
    blurred = F.avg_pool2d(masks, 5, 1, 2, count_include_pad=False)
    return hidden * torch.where(one(torch.rand(n)) < 0.5, blurred, F.avg_pool2d(blurred, 7, 1, 3).clamp(0, 0.4) * 2.5)


def diseased(pictures, masks, share):
    """Draws disease over the lungs of a share of the pictures (values 0..1): under the veil a lung becomes as bright
    as the tissue around it. The masks stay: the lung is there, it only cannot be seen."""
    n, _, size, _ = pictures.shape
    half = F.avg_pool2d(masks, 2)
    outside = (F.avg_pool2d(half, 13, 1, 6) > 0) * (1 - half)
    tissue = (F.avg_pool2d(pictures, 2) * outside).sum((1, 2, 3)) / outside.sum((1, 2, 3)).clamp(min=1)
    tissue = (tissue * uniform(n, 0.85, 1.25))[:, None, None, None] + 0.04 * clouds(n, size)
    strength = uniform(n, 0.6, 2.2) * (torch.rand(n) < share).float()
    hidden = F.interpolate(veil(half), size=(size, size), mode="bilinear", align_corners=False)
    alpha = (hidden * strength[:, None, None, None]).clamp(0, 0.97)
    return pictures * (1 - alpha) + tissue.clamp(0, 1) * alpha
