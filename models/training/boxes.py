"""Where radiologists drew boxes around lung opacities, from boxes.tsv, in a crop's own coordinates."""
import csv
from pathlib import Path

import torch
from torch.nn import functional as F

MOST = 4
WHOLE = (0.0, 0.0, 1.0)


def read_boxes(folder):
    """{path: [(left, top, right, bottom)]} as shares of the whole picture's square; nothing where there is no table."""
    path, found = Path(folder) / "boxes.tsv", {}
    if not path.exists():
        return found
    with open(path, newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            left, top, width, height = (float(row[name]) for name in ("left", "top", "width", "height"))
            found.setdefault(row["path"], []).append((left, top, left + width, top + height))
    return found


def placed(boxes, frame):
    """Boxes (n, MOST, 4) of rows in the coordinates of their crops (0..1 inside); NaN where there is no box.

    `boxes` is a list of a row's boxes, `frame` (x, y, side) is where the square of the whole picture lies in the crop.
    """
    found = torch.full((len(boxes), MOST, 4), float("nan"))
    for row, (some, (x, y, side)) in enumerate(zip(boxes, frame)):
        for k, (left, top, right, bottom) in enumerate(some[:MOST]):
            found[row, k] = torch.tensor([x + left * side, y + top * side, x + right * side, y + bottom * side])
    return found


def cells_in(boxes, grid, cells):
    """Shares (n, MOST, cells, cells) of every cell that lie in each box; 0 where there is no box.

    `grid` (n, size, size, 2) holds the place in the stored crop, -1..1, that every pixel of the input was taken from.
    """
    place = F.avg_pool2d((grid.permute(0, 3, 1, 2) + 1) / 2, grid.shape[1] // (4 * cells))
    x, y = place[:, :1], place[:, 1:]
    left, top, right, bottom = (boxes[:, :, k, None, None] for k in range(4))
    inside = (x >= left) & (x < right) & (y >= top) & (y < bottom)
    return F.avg_pool2d(inside.float(), 4)


def identity_grid(n, size):
    return F.affine_grid(torch.eye(2, 3).expand(n, 2, 3), (n, 1, size, size), align_corners=False)


def looking_loss(evidence, shares):
    """Cross-entropy of where the evidence (n, cells, cells) is largest against every box, of which `shares` tell the cells.

    Each box competes with the cells outside all boxes, so that one box cannot stand for another. Mean over boxes; None
    where a batch has none.
    """
    flat, inside = evidence.flatten(1), shares.flatten(2)
    others = (1 - inside.sum(1).clamp(max=1))[:, None]
    logs = lambda weights: torch.logsumexp(flat[:, None] + weights.clamp(min=1e-6).log(), 2)
    loss = torch.logaddexp(logs(inside), logs(others)) - logs(inside)
    drawn = inside.amax(2) > 0.25
    return loss[drawn].mean() if drawn.any() else None
