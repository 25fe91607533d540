"""Step 2: from a picture and its lung field to what the classifier sees (twin of src/inference/run/regionCrop.ts)."""
import numpy as np

from geometry import erode, largest_parts, resample, square_around, standardise, whole_square


def crop_box(keep, width, height):
    """The square around the kept lung parts, in pixels of the picture (it may reach past the picture's edge)."""
    x, y, side, _ = square_around(keep)
    left, top, whole, _ = whole_square(width, height)
    step = whole / keep.shape[0]
    return (left + x * step, top + y * step, side * step, side * step)


def lung_crop(picture, field, size):
    """(picture 0..1, mask, box) of the two largest lung parts at size x size; None when the field is empty.

    `field` holds the lung probabilities (128, 128) of the whole picture in its padded square. The mask loses its rim,
    where a lung's edge and the chest wall share a pixel.
    """
    keep = largest_parts(field > 0.5)
    if not keep.any():
        return None
    height, width = picture.shape
    box = crop_box(keep, width, height)
    values, covered = resample(picture, box, size, size)
    left, top, whole, _ = whole_square(width, height)
    step = whole / field.shape[0]
    in_field = ((box[0] - left) / step, (box[1] - top) / step, box[2] / step, box[3] / step)
    kept = np.where((field > 0.5) & ~keep, 0, field)
    mask = erode(resample(kept, in_field, size, size)[0] > 0.5) & covered
    return values, mask, box


def classifier_input(values, mask):
    """The classifier's tensor (2, size, size): picture standardised inside the mask, and the mask."""
    return np.stack([standardise(values, mask), mask.astype(np.float32)])
