"""What models/training/metrics.py says of the scores on standard input."""
import json
import sys

import numpy as np
from metrics import auc, calibration_error, operating

asked = json.load(sys.stdin)
scores, truth = np.array(asked["scores"]), np.array(asked["truth"], bool)
json.dump({"auc": auc(scores, truth), "ece": calibration_error(scores, truth), **operating(scores, truth, asked["threshold"])}, sys.stdout)
