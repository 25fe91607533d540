"""Where radiologists drew boxes around lung opacities, from boxes.tsv, in a crop's own coordinates.

The boxes are told in the whole picture; a cut-out shows the square around its lungs, and no table says where that square
lay. It is taken to lie where it lies on average in the Normals of the same view, of which there are whole pictures too
(685 of them: deviation 10 % of the scale, 0.03 of the whole picture's width and 0.05 of its height in place). So a box is
right to about half a cell of a heat map, and less right where the reference mask lost much of a lung.
"""
import csv
from pathlib import Path

import torch
from torch.nn import functional as F

MOST = 4
WHOLE = (0.0, 0.0, 1.0)
# The longer side of the lungs and their middle (x, y), in the whole picture; the same side in the cut-out.
LUNGS, LUNGS_IN_CUT_OUT = {"PA": (0.775, 0.500, 0.450), "AP": (0.733, 0.503, 0.464)}, 0.948


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


def whole_in_cut_out(view):
    """Where the square of the whole picture lies in a cut-out, on average: (x, y, side) as shares of the cut-out."""
    length, x, y = LUNGS[view]
    side = LUNGS_IN_CUT_OUT / length
    return 0.5 - x * side, 0.5 - y * side, side


def within(frame, inner):
    """A square given in the coordinates of another one, in the coordinates of what that one lies in."""
    return frame[0] + frame[2] * inner[0], frame[1] + frame[2] * inner[1], frame[2] * inner[2]


def boxes_of(rows, frames, boxes):
    """Boxes (n, MOST, 4) of cut-outs whose squares lie at `frames` of their crops; `boxes` as read_boxes() gives them."""
    found = [boxes.get(row["path"], []) for row in rows]
    return placed(found, [within(frame, whole_in_cut_out(row["view"])) if some else frame
                          for row, frame, some in zip(rows, frames, found)])


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
