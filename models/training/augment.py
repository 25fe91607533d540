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
