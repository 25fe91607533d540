"""torchvision's own ImageNet pipeline, for a picture a line on standard input: the tensor goes to the path beside it.

Each line is `PICTURE<tab>OUT`; OUT gets (1, 3, 224, 224) float32, little endian.
"""

import sys

from PIL import Image
from torchvision import transforms

pipeline = transforms.Compose(
    [
        transforms.Resize(256),
        transforms.CenterCrop(224),
        transforms.ToTensor(),
        transforms.Normalize(mean=[0.485, 0.456, 0.406], std=[0.229, 0.224, 0.225]),
    ]
)

for line in sys.stdin:
    picture, out = line.rstrip("\n").split("\t")
    tensor = pipeline(Image.open(picture).convert("RGB"))
    with open(out, "wb") as file:
        file.write(tensor.numpy().astype("<f4").tobytes())
