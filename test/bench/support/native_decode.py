"""Least milliseconds of processor time that native decoders take, one line for each decoding asked for.

usage: native_decode.py ROUNDS DECODING...
A decoding is "FILE", a DICOM file that GDCM reads and decodes in its own memory, or "STREAM,TARGET", an HTJ2K codestream
that ojph_expand makes a picture of.
"""

import resource
import subprocess
import sys
import time

import gdcm

gdcm.Trace.WarningOff()
gdcm.Trace.ErrorOff()


def by_gdcm(path):
    start = time.process_time()
    reader = gdcm.ImageReader()
    reader.SetFileName(path)
    if not reader.Read():
        raise ValueError(path)
    # GetBuffer would make a Python string of the pixels, which takes longer than most decoders.
    change = gdcm.ImageChangeTransferSyntax()
    change.SetTransferSyntax(gdcm.TransferSyntax(gdcm.TransferSyntax.ExplicitVRLittleEndian))
    change.SetInput(reader.GetImage())
    if not change.Change():
        raise ValueError(path)
    return time.process_time() - start


def children_time():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def by_ojph(stream, target):
    start = children_time()
    subprocess.run(["ojph_expand", "-i", stream, "-o", target], check=True, stdout=subprocess.DEVNULL)
    return children_time() - start


rounds, *decodings = sys.argv[1:]
for decoding in decodings:
    paths = decoding.split(",")
    decode = by_gdcm if len(paths) == 1 else by_ojph
    print(1000 * min(decode(*paths) for _ in range(int(rounds))))
