"""Synthetic chests that Python and TypeScript draw from the same formula (twin: test/inference/phantom.ts)."""
import numpy as np


class Lcg:
    """x <- (1664525 x + 1013904223) mod 2^32, as values in 0..1."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state * 1664525 + 1013904223) % 2**32
        return self.state / 2**32


def case_of(number):
    """The random parameters of picture `number`: size, aspect, gamma, brightness of the blot, noise and a shift."""
    random = Lcg(number)
    random.next()
    width, height = (int(90 + 500 * random.next()) for _ in range(2))
    height = int(min(max(height, width * 0.6), width * 1.6))
    return {"name": f"picture {number}", "width": width, "height": height, "opacity": round(0.5 * random.next(), 3),
            "gamma": round(0.6 + random.next(), 3), "noise": round(0.1 * random.next(), 3),
            "shift": round(0.08 * random.next() - 0.04, 3), "seed": number}


def hashed(width, height, seed):
    """Noise in 0..1 for every pixel from its place and the seed, in 32-bit arithmetic."""
    x, y = np.meshgrid(np.arange(width, dtype=np.uint64), np.arange(height, dtype=np.uint64))
    value = (x * 374761393 + y * 668265263 + np.uint64(seed * 2246822519 % 2**32)) % 2**32
    value = (value ^ (value >> 13)) * 1274126177 % 2**32
    return (value ^ (value >> 16)) / 2**32


def phantom(width, height, opacity, gamma=1, noise=0, shift=0, seed=0, **_):
    """Two dark ellipses in a bright trunk, with ribs, and a bright blot of strength `opacity` in one of them."""
    u, v = np.meshgrid((np.arange(width) + 0.5) / width, (np.arange(height) + 0.5) / height)
    u = u - shift
    soft = lambda distance, steep: 1 / (1 + np.exp(distance * steep))
    lung = lambda c: soft(np.sqrt(((u - c) / 0.15) ** 2 + ((v - 0.45) / 0.32) ** 2) - 1, 18)
    lungs = lung(0.3) + lung(0.7)
    trunk = soft(np.abs(u - 0.5) - 0.46, 60)
    ribs = 0.05 * np.sin(60 * v + 8 * np.abs(u - 0.5)) * lungs
    blot = opacity * np.exp(-(((u - 0.68) / 0.08) ** 2 + ((v - 0.6) / 0.1) ** 2))
    drawn = np.clip(0.05 + trunk * (0.7 - 0.5 * lungs) + ribs + blot + 0.1 * v, 0, 1) ** gamma
    return np.clip(drawn + noise * (hashed(width, height, seed) - 0.5), 0, 1).astype(np.float32)
