"""The three networks. Small on purpose: a picture takes a few milliseconds on one CPU core."""
import copy

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
    """(n, 2, 160, 160) lung picture and mask -> class-evidence maps (n, 3 + findings, 10, 10).

    The head is linear and comes after the mean, so the mean of the maps *is* the logit: the heat map is what the
    network itself added up, not an estimate of it.
    """

    def __init__(self, findings, stem=16, plan=((32, 2), (64, 2), (64, 1), (128, 2), (128, 1))):
        super().__init__()
        self.stem = conv(2, stem, 5, 2)
        widths = [stem] + [width for width, _ in plan]
        self.blocks = nn.Sequential(*(Residual(a, b, s) for a, (b, s) in zip(widths, plan)))
        self.drop = nn.Dropout(0.2)
        self.head = nn.Conv2d(widths[-1], 3 + findings, 1)

    def maps(self, x):
        return self.head(self.blocks(self.stem(x)))

    def forward(self, x):
        features = self.blocks(self.stem(x)).mean((2, 3), keepdim=True)
        return self.head(self.drop(features)).flatten(1)


class Ensemble(nn.Module):
    """The mean of several ChestNets, each on the picture and on its mirror image. Same shapes as one of them."""

    def __init__(self, members):
        super().__init__()
        self.members = nn.ModuleList(members)

    def maps(self, x):
        mirrored = torch.flip(x, (3,))
        plain = sum(member.maps(x) for member in self.members)
        return (plain + torch.flip(sum(member.maps(mirrored) for member in self.members), (3,))) / (2 * len(self.members))

    def forward(self, x):
        return self.maps(x).mean((2, 3))


class GateNet(nn.Module):
    """(n, 1, 96, 96) standardised picture -> (n, classes) logits."""

    def __init__(self, classes, widths=(16, 32, 64, 96)):
        super().__init__()
        self.stem = conv(1, widths[0], 5, 2)
        self.blocks = nn.Sequential(*(Residual(a, b, 2) for a, b in zip(widths, widths[1:])))
        self.drop = nn.Dropout(0.2)
        self.head = nn.Linear(widths[-1], classes)

    def forward(self, x):
        return self.head(self.drop(self.blocks(self.stem(x)).mean((2, 3))))


class Average:
    """Moving average of a network's weights and statistics: smoother than the last step's."""

    def __init__(self, net, decay):
        self.net, self.decay, self.steps = copy.deepcopy(net).eval(), decay, 0

    @torch.no_grad()
    def update(self, net):
        self.steps += 1
        keep = min(self.decay, self.steps / (self.steps + 9))
        for mine, other in zip(self.net.state_dict().values(), net.state_dict().values()):
            if mine.dtype.is_floating_point:
                mine.mul_(keep).add_(other, alpha=1 - keep)
            else:
                mine.copy_(other)


def parameters(net):
    return sum(p.numel() for p in net.parameters())
