"""Pictures that are no chest and that no folder holds: drawn ones, and crops of photographs. Values 0..1, 128 x 128."""
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

SIZE, STORED_TRUNK = 128, 80
KINDS = ("blank", "gradient", "noise", "text", "shapes", "blobs", "rays")


def drawn(kind, rng):
    """One picture of a kind, float32 (128, 128)."""
    picture = {"blank": blank, "gradient": gradient, "noise": noise, "text": text, "shapes": shapes, "blobs": blobs,
               "rays": rays}[kind](rng)
    return np.clip(picture, 0, 1).astype(np.float32)


def blank(rng):
    return np.full((SIZE, SIZE), rng.uniform()) + rng.normal(0, rng.choice([0, 0.002, 0.01, 0.04]), (SIZE, SIZE))


def gradient(rng):
    v, u = np.mgrid[0:SIZE, 0:SIZE] / SIZE
    a, b, c, d = rng.uniform(-1, 1, 4)
    return 0.5 + a * (u - 0.5) + b * (v - 0.5) + c * (u - rng.uniform()) ** 2 + d * (v - rng.uniform()) ** 2


def noise(rng):
    return smooth(rng, int(rng.choice([4, 8, 16, 32, 64, SIZE]))) * rng.uniform(0.1, 0.4) + rng.uniform(0.2, 0.8)


def smooth(rng, cells):
    field = Image.fromarray(rng.normal(0, 1, (cells, cells)).astype(np.float32))
    return np.asarray(field.resize((SIZE, SIZE), Image.BICUBIC))


def text(rng):
    ink, paper = rng.permutation([rng.uniform(0.6, 1), rng.uniform(0, 0.4)])
    image = Image.new("F", (SIZE, SIZE), paper)
    draw = ImageDraw.Draw(image)
    for y in range(int(rng.integers(0, 12)), SIZE, int(rng.integers(10, 24))):
        words = "".join(rng.choice(list("abcdefgh RSTUVW 0123456789 ,.-:")) for _ in range(int(rng.integers(3, 40))))
        draw.text((int(rng.integers(0, 30)), y), words, fill=ink)
    return np.asarray(image)


def shapes(rng):
    image = Image.new("F", (SIZE, SIZE), rng.uniform())
    draw = ImageDraw.Draw(image)
    for _ in range(int(rng.integers(1, 9))):
        (x0, x1), (y0, y1) = np.sort(rng.uniform(-20, SIZE + 20, (2, 2)), 1)
        form = rng.choice(["rectangle", "ellipse", "line"])
        if form == "line":
            draw.line((x0, y0, x1, y1), fill=rng.uniform(), width=int(rng.integers(1, 9)))
        else:
            getattr(draw, form)((x0, y0, x1, y1), fill=rng.uniform())
    return np.asarray(image)


def blobs(rng):
    """A bright oval with some inner ovals on black, as slices through a body look; sometimes with two dark ones."""
    v, u = np.mgrid[0:SIZE, 0:SIZE] / SIZE
    oval = lambda x, y, a, b: 1 / (1 + np.exp(np.clip((np.hypot((u - x) / a, (v - y) / b) - 1) * rng.uniform(10, 60), -50, 50)))
    picture = rng.uniform(0.3, 0.9) * oval(0.5, 0.5, rng.uniform(0.25, 0.5), rng.uniform(0.2, 0.5))
    for _ in range(int(rng.integers(0, 6))):
        picture = picture + rng.uniform(-0.5, 0.5) * oval(*rng.uniform(0.2, 0.8, 2), *rng.uniform(0.03, 0.2, 2))
    return picture + 0.03 * smooth(rng, 32)


def rays(rng):
    """Bright bars and rings on a dark ground, as limbs, fingers and tubes look."""
    v, u = np.mgrid[0:SIZE, 0:SIZE] / SIZE
    picture = np.full((SIZE, SIZE), rng.uniform(0, 0.3))
    for _ in range(int(rng.integers(1, 6))):
        angle, offset, width = rng.uniform(0, np.pi), rng.uniform(-0.4, 0.4), rng.uniform(0.02, 0.2)
        distance = np.abs((u - 0.5) * np.cos(angle) + (v - 0.5) * np.sin(angle) - offset)
        picture = picture + rng.uniform(0.1, 0.6) * np.exp(-((distance / width) ** 4))
    return picture + 0.02 * smooth(rng, 64)


def trunk(rng, size=STORED_TRUNK):
    """A drawn trunk's density (down, front to back, left to right): body, two lungs, heart, spine, belly and ribs."""
    z, y, x = np.meshgrid(*(np.linspace(-1, 1, size),) * 3, indexing="ij")
    vary = lambda share: 1 + rng.uniform(-share, share)
    oval = lambda cx, cy, cz, a, b, c: ((x - cx) / a) ** 2 + ((y - cy) / b) ** 2 + ((z - cz) / c) ** 2 < 1
    ring = lambda a, b: (x / a) ** 2 + (y / b) ** 2 < 1
    body = ring(0.85 * vary(0.1), 0.55 * vary(0.15))
    density = body.astype(float)
    for side in (-1, 1):
        density[oval(side * 0.38, 0, -0.05, 0.28 * vary(0.15), 0.42 * vary(0.15), 0.6 * vary(0.15)) & body] = rng.uniform(0.15, 0.5)
    density[oval(0.1, -0.15, 0.15, 0.3 * vary(0.2), 0.25 * vary(0.2), 0.3 * vary(0.2))] = 1
    density[(x / 0.1) ** 2 + ((y - 0.4) / 0.1) ** 2 < 1] = rng.uniform(1.2, 2.2)
    density[oval(0, 0, 0.9, 0.9, 0.6, 0.45) & body] = 1.1
    for number in range(9):
        height = z + 0.7 - 0.15 * number - rng.uniform(0.1, 0.4) * y
        density[ring(0.78, 0.5) & ~ring(0.72, 0.44) & (np.abs(height) < 0.03)] = rng.uniform(1.2, 1.8)
    return density


def projections(rng):
    """(frontal, lateral): the drawn trunk from the front and from the side, as two pictures."""
    pictures = []
    density = trunk(rng)
    for axis in (1, 2):
        shadow = density.sum(axis)
        picture = np.clip(shadow / np.percentile(shadow, 99), 0, 1) ** rng.uniform(0.6, 1.8)
        picture = np.asarray(Image.fromarray(picture.astype(np.float32)).resize((SIZE, SIZE), Image.BILINEAR))
        pictures.append(np.clip(picture + 0.03 * smooth(rng, 32), 0, 1).astype(np.float32))
    return tuple(pictures)


def photographs(folder):
    """Grey photographs as uint8 arrays, in the order of their names."""
    return [np.asarray(Image.open(path).convert("L")) for path in sorted(Path(folder).glob("*.png"))]


def crop_of(photograph, rng):
    """A random crop of a photograph, stretched to 128 x 128."""
    height, width = photograph.shape
    h, w = int(height * rng.uniform(0.4, 1)), int(width * rng.uniform(0.4, 1))
    y, x = int(rng.integers(0, height - h + 1)), int(rng.integers(0, width - w + 1))
    crop = Image.fromarray(photograph[y:y + h, x:x + w]).resize((SIZE, SIZE), Image.BOX if h > SIZE else Image.BILINEAR)
    return np.asarray(crop, np.float32) / 255
