"""Stored pixel values as another reader gives them: "stored_values.py pydicom" or "stored_values.py gdcm".

Reads lines of "file<TAB>output" from standard input; writes the values, little endian, samples interleaved, to the
output where the reader finds any. Each file is read in a process of its own: GDCM crashes on some malformed ones.
"""

import multiprocessing
import sys
import warnings

SECONDS = 20


def by_pydicom(source):
    import pydicom

    warnings.filterwarnings("ignore")
    values = pydicom.dcmread(source).pixel_array
    return values.astype(values.dtype.newbyteorder("<")).tobytes()


def by_gdcm(source):
    import gdcm

    gdcm.Trace.WarningOff()
    gdcm.Trace.ErrorOff()
    reader = gdcm.ImageReader()
    reader.SetFileName(source)
    if not reader.Read():
        raise ValueError(source)
    image = reader.GetImage()
    if image.GetPlanarConfiguration() == 1:
        change = gdcm.ImageChangePlanarConfiguration()
        change.SetInput(image)
        change.SetPlanarConfiguration(0)
        if not change.Change():
            raise ValueError(source)
        image = change.GetOutput()
    return image.GetBuffer().encode("utf-8", "surrogateescape")


def write(read, source, output):
    try:
        values = read(source)
    except Exception:
        return
    with open(output, "wb") as file:
        file.write(values)


if __name__ == "__main__":
    read = {"pydicom": by_pydicom, "gdcm": by_gdcm}[sys.argv[1]]
    context = multiprocessing.get_context("fork")
    __import__(sys.argv[1])
    for line in sys.stdin:
        source, output = line.rstrip("\n").split("\t")
        process = context.Process(target=write, args=(read, source, output))
        process.start()
        process.join(SECONDS)
        if process.is_alive():
            process.kill()
            process.join()
