"""Lung crops of both kinds: cut-outs with their own masks, and whole pictures through our own lung field."""
import numpy as np
import torch

from boxes import MOST, WHOLE, boxes_of
from data import FINDINGS, decode_cut_out, finding_targets, load_grey, rsna_class
from geometry import erode, resample
from lung_crop import classifier_input, lung_crop
from lung_field import field_of

STORED, SIZE = 180, 160
UNKNOWN = -1


class Crops:
    """Lung crops (n, 1, 180, 180) as uint8 with masks and targets; rows whose lung field is empty are left out.

    `frames` tell where the square of each row's own file lies in its crop: (x, y, side), as shares of the crop.
    """

    def __init__(self, rows, crops, frames=None):
        self.frames = [frame for frame, crop in zip(frames or [WHOLE] * len(rows), crops) if crop is not None]
        found = [(row, crop) for row, crop in zip(rows, crops) if crop is not None]
        self.rows = [row for row, _ in found]
        pictures = np.stack([np.round(np.clip(picture, 0, 1) * 255).astype(np.uint8) for _, (picture, _) in found])
        self.pictures = torch.from_numpy(pictures)[:, None]
        self.masks = torch.from_numpy(np.stack([mask for _, (_, mask) in found]).astype(np.uint8))[:, None]
        classes = [rsna_class(row) for row in self.rows]
        self.classes = torch.tensor([UNKNOWN if value is None else value for value in classes])
        targets = [finding_targets(row) for row in self.rows]
        self.findings = torch.tensor([[float("nan")] * len(FINDINGS) if t is None else t for t in targets])
        self.abnormal = torch.tensor([row["nih_labels"] not in ("", "No Finding") for row in self.rows])
        # Shares of the three classes as other networks gave them; they take the place of all labels where there are any.
        self.taught = torch.full((len(self.rows), 3), float("nan"))
        self.boxes = torch.full((len(self.rows), MOST, 4), float("nan"))

    def draw_boxes(self, boxes):
        """Boxes by path, as read_boxes() gives them, in the coordinates of the crops."""
        self.boxes = boxes_of(self.rows, self.frames, boxes)

    def __len__(self):
        return len(self.rows)


def cut_out(stored, size):
    """A lung cut-out at size x size. Two rims go first: JPEG has blurred them with the black around the lungs."""
    picture, mask = decode_cut_out(stored)
    mask = erode(erode(mask))
    box = (0, 0, stored.shape[1], stored.shape[0])
    weight = resample(mask.astype(np.float32), box, size, size)[0]
    value = resample(picture * mask, box, size, size)[0]
    return value / np.maximum(weight, 1e-6), weight > 0.5


def load_cut_outs(folder, rows):
    return Crops(rows, [cut_out(load_grey(folder, row), STORED) for row in rows])


def own_crop(picture, field, size):
    crop = lung_crop(picture.astype(np.float32) / 255, field, size)
    return None if crop is None else crop[:2]


def load_own(folder, rows, field_net):
    """Whole pictures, cropped by our own lung field."""
    pictures = [load_grey(folder, row) for row in rows]
    return Crops(rows, [own_crop(p, f, STORED) for p, f in zip(pictures, field_of(field_net, pictures))])


def tensors_of_cut_outs(folder, rows):
    return np.stack([classifier_input(*cut_out(load_grey(folder, row), SIZE)) for row in rows])


def tensors_of_own(folder, rows, field_net):
    """(tensors, rows) of whole pictures, exactly as the service makes them; empty lung fields are left out."""
    pictures = [load_grey(folder, row) for row in rows]
    crops = [own_crop(p, f, SIZE) for p, f in zip(pictures, field_of(field_net, pictures))]
    kept = [(classifier_input(*crop), row) for crop, row in zip(crops, rows) if crop is not None]
    return np.stack([tensor for tensor, _ in kept]), [row for _, row in kept]


def stored_tensors(crops):
    """The tensors of stored crops, resampled inside their masks."""
    box, found = (0, 0, STORED, STORED), []
    for picture, mask in zip(crops.pictures[:, 0].numpy() / np.float32(255), crops.masks[:, 0].numpy() > 0):
        weight = resample(mask.astype(np.float32), box, SIZE, SIZE)[0]
        value = resample(picture * mask, box, SIZE, SIZE)[0]
        found.append(classifier_input(value / np.maximum(weight, 1e-6), weight > 0.5))
    return np.stack(found)
