"""What pydicom makes of files that may be damaged.

Reads files from standard input, each after its length as four bytes (big endian), and answers each with one line of
JSON: null where pydicom does not accept the file, else the values that decide how a picture is understood. A value that
pydicom cannot convert is {"error": true}.
"""

import io
import json
import signal
import struct
import sys
import warnings

import pydicom

warnings.filterwarnings("ignore")
SECONDS = 20
PLAIN = [
    "Rows",
    "Columns",
    "BitsAllocated",
    "BitsStored",
    "HighBit",
    "PixelRepresentation",
    "PhotometricInterpretation",
    "PatientID",
    "NumberOfFrames",
    "SeriesNumber",
    "InstanceNumber",
    "PixelSpacing",
    "ImagerPixelSpacing",
    "NominalScannedPixelSpacing",
    "PixelAspectRatio",
]
GROUPS = {
    "RescaleSlope": "PixelValueTransformationSequence",
    "RescaleIntercept": "PixelValueTransformationSequence",
    "WindowCenter": "FrameVOILUTSequence",
    "WindowWidth": "FrameVOILUTSequence",
}


def plain(value):
    if value is None or value == "":
        return []
    if isinstance(value, (list, pydicom.multival.MultiValue)):
        return [one for each in value for one in (plain(each) or [None])]
    return [float(value)] if isinstance(value, (int, float)) or hasattr(value, "real") else [str(value)]


def attribute(data_set, keyword):
    try:
        return plain(data_set.get(keyword))
    except Exception:
        return {"error": True}


def first_item(data_set, keyword):
    sequence = data_set.get(keyword)
    return sequence[0] if isinstance(sequence, pydicom.sequence.Sequence) and len(sequence) > 0 else None


def of_first_frame(data_set, keyword):
    """Where the values for the first frame stand: its own group, the shared group, the top level."""
    for groups in ("PerFrameFunctionalGroupsSequence", "SharedFunctionalGroupsSequence"):
        group = first_item(data_set, groups)
        item = first_item(group, GROUPS[keyword]) if group is not None else None
        if item is not None:
            return attribute(item, keyword)
    return attribute(data_set, keyword)


def values_of(content):
    data_set = pydicom.dcmread(io.BytesIO(content), force=True)
    values = {keyword: attribute(data_set, keyword) for keyword in PLAIN}
    for keyword in GROUPS:
        try:
            values[keyword] = of_first_frame(data_set, keyword)
        except Exception:
            values[keyword] = {"error": True}
    values["FunctionalGroups"] = [
        keyword
        for keyword in ("PerFrameFunctionalGroupsSequence", "SharedFunctionalGroupsSequence")
        if keyword in data_set
    ]
    return values


def too_long(*_):
    raise TimeoutError


signal.signal(signal.SIGALRM, too_long)
while True:
    head = sys.stdin.buffer.read(4)
    if len(head) < 4:
        break
    (size,) = struct.unpack(">I", head)
    file = sys.stdin.buffer.read(size)
    signal.alarm(SECONDS)
    try:
        answer = values_of(file)
    except BaseException:
        answer = None
    signal.alarm(0)
    print(json.dumps(answer), flush=True)
