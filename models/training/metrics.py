"""Numbers with their uncertainty: AUC with DeLong's interval, shares with Wilson's, expected calibration error."""
import math

import numpy as np


def midranks(values):
    order = np.argsort(values, kind="mergesort")
    ordered = values[order]
    first = np.searchsorted(ordered, ordered, "left")
    last = np.searchsorted(ordered, ordered, "right")
    ranks = np.empty(len(values))
    ranks[order] = (first + last + 1) / 2
    return ranks


def auc(scores, truth):
    """{auc, low, high, n, positives}: area under the ROC curve with DeLong's 95 % interval, cut to 0..1."""
    scores, truth = np.asarray(scores, float), np.asarray(truth, bool)
    positive, negative = scores[truth], scores[~truth]
    m, n = len(positive), len(negative)
    if m == 0 or n == 0:
        return {"auc": None, "low": None, "high": None, "n": m + n, "positives": m}
    joint = midranks(np.concatenate([positive, negative]))
    over_negative = (joint[:m] - midranks(positive)) / n
    over_positive = 1 - (joint[m:] - midranks(negative)) / m
    area = float(over_negative.mean())
    variance = sum(v.var(ddof=1) / len(v) for v in (over_negative, over_positive) if len(v) > 1)
    half = 1.96 * math.sqrt(variance)
    return {"auc": area, "low": max(0.0, area - half), "high": min(1.0, area + half), "n": m + n, "positives": m}


def wilson(hits, n):
    """{value, low, high, n}: a share with Wilson's 95 % interval."""
    if n == 0:
        return {"value": None, "low": None, "high": None, "n": 0}
    z, p = 1.96, hits / n
    centre, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return {"value": p, "low": max(0.0, (centre - half) / scale), "high": min(1.0, (centre + half) / scale), "n": n}


def operating(scores, truth, threshold):
    scores, truth = np.asarray(scores), np.asarray(truth, bool)
    said = scores >= threshold
    return {
        "threshold": float(threshold),
        "sensitivity": wilson(int((said & truth).sum()), int(truth.sum())),
        "specificity": wilson(int((~said & ~truth).sum()), int((~truth).sum())),
    }


def threshold_at_specificity(negatives, specificity):
    """The lowest score that keeps at least `specificity` of the negatives' scores below it."""
    ordered = np.sort(np.asarray(negatives))
    return float(np.nextafter(ordered[min(len(ordered), math.ceil(specificity * len(ordered))) - 1], 2))


def calibration_error(scores, truth, bins=10):
    """Expected calibration error over `bins` groups of equal size."""
    order = np.argsort(scores)
    groups = np.array_split(order, bins)
    scores, truth = np.asarray(scores), np.asarray(truth, float)
    return float(sum(len(g) * abs(scores[g].mean() - truth[g].mean()) for g in groups if len(g)) / len(scores))
