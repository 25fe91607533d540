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
    m, n = int(truth.sum()), int((~truth).sum())
    if m == 0 or n == 0:
        return {"auc": None, "low": None, "high": None, "n": m + n, "positives": m}
    parts = placements(scores, truth)
    area = float(parts[0].mean())
    half = 1.96 * math.sqrt(sum(v.var(ddof=1) / len(v) for v in parts if len(v) > 1))
    return {"auc": area, "low": max(0.0, area - half), "high": min(1.0, area + half), "n": m + n, "positives": m}


def placements(scores, truth):
    """DeLong's components: for every positive the share of negatives below it, for every negative that of positives above."""
    scores, truth = np.asarray(scores, float), np.asarray(truth, bool)
    positive, negative = scores[truth], scores[~truth]
    m, n = len(positive), len(negative)
    joint = midranks(np.concatenate([positive, negative]))
    return (joint[:m] - midranks(positive)) / n, 1 - (joint[m:] - midranks(negative)) / m


def auc_difference(scores, others, truth):
    """{value, low, high}: AUC of `scores` minus that of `others` on the same pictures, with DeLong's paired interval."""
    gaps = [a - b for a, b in zip(placements(scores, truth), placements(others, truth))]
    value = float(gaps[0].mean())
    half = 1.96 * math.sqrt(sum(gap.var(ddof=1) / len(gap) for gap in gaps))
    return {"value": value, "low": max(-1.0, value - half), "high": min(1.0, value + half)}


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
