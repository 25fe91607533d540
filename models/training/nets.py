"""The two networks. Small on purpose: a picture takes a few milliseconds on one CPU core."""
import torch
from torch import nn
from torch.nn import functional as F


def conv(inputs, outputs, size=3, stride=1):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, size, stride, size // 2, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)
    )


class LungField(nn.Module):
    """U-Net: (n, 1, 128, 128) standardised picture -> (n, 1, 128, 128) logits of 'this pixel is lung field'."""

    def __init__(self, widths=(16, 32, 64, 96)):
        super().__init__()
        self.stem = conv(1, widths[0], 5, 2)
        self.down = nn.ModuleList(
            nn.Sequential(conv(a, b), conv(b, b)) for a, b in zip((widths[0],) + widths[:-1], widths)
        )
        self.up = nn.ModuleList(
            nn.Sequential(conv(a + b, b), conv(b, b)) for a, b in zip(widths[:0:-1], widths[-2::-1])
        )
        self.head = nn.Sequential(conv(widths[0], 8), nn.Conv2d(8, 1, 1))

    def forward(self, x):
        x = self.stem(x)
        skips = []
        for depth, block in enumerate(self.down):
            x = block(F.max_pool2d(x, 2) if depth else x)
            skips.append(x)
        x = skips.pop()
        for block in self.up:
            x = F.interpolate(x, scale_factor=2, mode="nearest")
            x = block(torch.cat([x, skips.pop()], 1))
        return self.head(F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False))


class Residual(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.body = nn.Sequential(
            conv(inputs, outputs, 3, stride), nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False), nn.BatchNorm2d(outputs)
        )
        same = inputs == outputs and stride == 1
        self.skip = nn.Identity() if same else nn.Sequential(
            nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
        )

    def forward(self, x):
        return F.relu(self.body(x) + self.skip(x))


class ChestNet(nn.Module):
    """(n, 2, 128, 128) lung picture and mask -> class-evidence maps (n, 3 + findings, 16, 16).

    The head is linear and comes after the mean, so the mean of the maps *is* the logit: the heat map is what the
    network itself added up, not an estimate of it.
    """

    def __init__(self, findings, widths=(16, 32, 64, 128)):
        super().__init__()
        self.stem = conv(2, widths[0], 5, 2)
        strides = (1, 2, 2, 1)
        self.blocks = nn.Sequential(
            *(Residual(a, b, s) for a, b, s in zip((widths[0],) + widths[:-1], widths, strides))
        )
        self.drop = nn.Dropout(0.2)
        self.head = nn.Conv2d(widths[-1], 3 + findings, 1)

    def maps(self, x):
        return self.head(self.blocks(self.stem(x)))

    def forward(self, x):
        features = self.blocks(self.stem(x)).mean((2, 3), keepdim=True)
        return self.head(self.drop(features)).flatten(1)


def parameters(net):
    return sum(p.numel() for p in net.parameters())
