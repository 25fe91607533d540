"""Photographs for the gate, out of Debian packages that ship some: python3 photographs.py --out DIR.

Downloads the packages with apt-get, and writes every picture in them as a small grey PNG: DIR/train from the
packages of one list, DIR/test from those of the other, so that no photographer is in both.
"""
import argparse
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

PACKAGES = {
    "train": ["gnome-backgrounds", "mate-backgrounds", "plasma-workspace-wallpapers", "lomiri-wallpapers-16.04"],
    "test": ["ukui-wallpapers", "lomiri-wallpapers-20.04", "python3-skimage", "python3-sklearn"],
}
ENDINGS = {".jpg", ".jpeg", ".png", ".webp"}


def unpack(package, folder):
    subprocess.run(["apt-get", "download", package], cwd=folder, check=True)
    archive, = folder.glob(f"{package}_*.deb")
    subprocess.run(["dpkg", "-x", archive, folder / package], check=True)
    return sorted(p for p in (folder / package).rglob("*") if p.suffix.lower() in ENDINGS and p.is_file() and not p.is_symlink())


def small(source):
    """Grey, the longer side at most 640; None for icons (under 100) and for files that are broken on purpose."""
    try:
        with Image.open(source) as image:
            grey = image.convert("RGB").convert("L")
    except OSError:
        return None
    grey.thumbnail((640, 640))
    return grey if min(grey.size) >= 100 else None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True)
    out = Path(parser.parse_args().out)
    for split, packages in PACKAGES.items():
        (out / split).mkdir(parents=True, exist_ok=True)
        seen = set()
        for package in packages:
            with tempfile.TemporaryDirectory() as folder:
                for number, source in enumerate(unpack(package, Path(folder))):
                    picture = small(source)
                    look = picture and picture.resize((6, 6)).quantize(8).tobytes()
                    if look and look not in seen:
                        seen.add(look)
                        picture.save(out / split / f"{package}-{number:03}.png")


if __name__ == "__main__":
    main()
