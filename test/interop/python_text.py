"""Text as Python's own codecs and pydicom give it.

With "tables": one JSON object, by codec name, of all byte sequences (hex) of one or two bytes that the codec knows.
With "files": reads file names from standard input, one a line; writes one JSON object, by file, of the text attributes.
"""

import json
import sys
import warnings

import pydicom

warnings.filterwarnings("ignore")

DOUBLE = {
    "jis-x-0208": lambda a, b: (b"\x1b$B" + bytes([a, b]) + b"\x1b(B").decode("iso2022_jp"),
    "jis-x-0212": lambda a, b: bytes([0x8F, a | 0x80, b | 0x80]).decode("euc_jp"),
    "ks-x-1001": lambda a, b: bytes([a | 0x80, b | 0x80]).decode("euc_kr"),
    "gb-2312": lambda a, b: bytes([a | 0x80, b | 0x80]).decode("gb2312"),
}
SINGLE = ["latin_1", "iso8859_2", "iso8859_3", "iso8859_4", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8",
          "iso8859_9", "iso8859_11", "iso8859_15"]
ATTRIBUTES = ["PatientName", "PatientID", "InstitutionName", "StudyDescription"]


def known(decode, *args):
    try:
        return decode(*args)
    except UnicodeDecodeError:
        return None


def tables():
    result = {}
    for name, decode in DOUBLE.items():
        pairs = ((a, b) for a in range(0x21, 0x7F) for b in range(0x21, 0x7F))
        found = ((f"{a:02x}{b:02x}", known(decode, a, b)) for a, b in pairs)
        result[name] = {key: text for key, text in found if text}
    for name in SINGLE:
        found = ((f"{byte:02x}", known(bytes([byte]).decode, name)) for byte in range(0xA0, 0x100))
        result[name] = {key: text for key, text in found if text}
    return result


def texts(source):
    dataset = pydicom.dcmread(source, force=True)
    return {name: str(dataset.get(name) or "") for name in ATTRIBUTES}


if sys.argv[1] == "tables":
    print(json.dumps(tables()))
else:
    print(json.dumps({line.rstrip("\n"): texts(line.rstrip("\n")) for line in sys.stdin}))
