"""Stored pixel values as pydicom gives them.

Reads lines of "file<TAB>output" from standard input; writes the values, little endian, samples interleaved, to the
output and one line "ok" or "failed" for each.
"""

import sys
import warnings

import pydicom

warnings.filterwarnings("ignore")

for line in sys.stdin:
    source, output = line.rstrip("\n").split("\t")
    try:
        values = pydicom.dcmread(source).pixel_array
        with open(output, "wb") as file:
            file.write(values.astype(values.dtype.newbyteorder("<")).tobytes())
        print("ok")
    except Exception:
        print("failed")
