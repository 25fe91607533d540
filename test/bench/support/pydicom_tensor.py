"""Milliseconds (median) that pydicom and numpy take from an uncompressed DICOM file to a small picture of block means.

usage: pydicom_tensor.py SIDE ROUNDS FILE
"""

import statistics
import sys
import time

import numpy as np
import pydicom


def shrink(stored, side):
    values = stored.astype(np.float32) / 4095
    step = -(-max(values.shape) // side)
    padded = np.zeros((step * side, step * side), np.float32)
    top, left = ((step * side - extent) // 2 for extent in values.shape)
    padded[top : top + values.shape[0], left : left + values.shape[1]] = values
    return padded.reshape(side, step, side, step).mean(axis=(1, 3))


def measure(path, side, rounds):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        shrink(pydicom.dcmread(path).pixel_array, side)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


side, rounds, path = sys.argv[1:]
print(measure(path, int(side), int(rounds)))
