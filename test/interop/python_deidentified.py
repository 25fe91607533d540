"""What pydicom reads in files before and after de-identification.

With "files": reads lines of "original<TAB>result" from standard input; writes one JSON list a line: whether the pixel
data are the same bytes ("same"), the same with the bytes of each word swapped ("swapped"), absent in both ("none") or
"different"; all texts of the result as [VR, value]; tags of private and overlay elements in the result.
With "dictionary": one JSON object, VR and multiplicity of each attribute by its tag.
"""

import json
import sys
import warnings

import numpy
import pydicom
from pydicom.datadict import DicomDictionary

warnings.filterwarnings("ignore")

TEXT = {"AE", "AS", "CS", "DA", "DT", "LO", "LT", "PN", "SH", "ST", "TM", "UC", "UI", "UR", "UT"}
PIXELS = ["PixelData", "FloatPixelData", "DoubleFloatPixelData"]


def compare(before, after):
    if before is None and after is None:
        return "none"
    if before == after:
        return "same"
    if before is None or after is None or len(before) != len(after) or len(before) % 2:
        return "different"
    swapped = numpy.frombuffer(before, ">u2").astype("<u2").tobytes()
    return "swapped" if swapped == after else "different"


def texts(dataset):
    for element in dataset.iterall():
        if element.VR in TEXT and element.value not in (None, ""):
            several = isinstance(element.value, pydicom.multival.MultiValue)
            for value in element.value if several else [element.value]:
                yield [element.VR, str(value)]


def odd(dataset):
    return [str(element.tag) for element in dataset.iterall()
            if element.tag.is_private or 0x5000 <= element.tag.group < 0x5100 or 0x6000 <= element.tag.group < 0x6100]


if sys.argv[1] == "dictionary":
    print(json.dumps({f"{tag:08X}": [entry[0], entry[1]] for tag, entry in DicomDictionary.items()}))
else:
    for line in sys.stdin:
        source, result = line.rstrip("\n").split("\t")
        original, clean = pydicom.dcmread(source, force=True), pydicom.dcmread(result)
        verdicts = [compare(original.get(name), clean.get(name)) for name in PIXELS]
        print(json.dumps([verdicts, sorted(map(list, {tuple(text) for text in texts(clean)})), odd(clean)]))
