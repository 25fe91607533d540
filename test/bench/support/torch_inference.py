"""How long PyTorch takes for an ONNX network, and how far its answer is from the one that is given.

torch_inference.py MODEL INPUT OUTPUT NAME SHAPE ROUNDS BATCHES...
INPUT, OUTPUT: float32 files, for a batch of one. Prints JSON: {error, ms: {"threads x batch": milliseconds}}, or {missing}.
"""

import json
import statistics
import sys
import time

import numpy as np
import torch

from torch_onnx import Network

model, input_file, output_file, name, shape, rounds, *batches = sys.argv[1:]
try:
    network = Network(model)
except NotImplementedError as missing:
    print(json.dumps({"missing": str(missing)}))
    sys.exit()

x = torch.from_numpy(np.fromfile(input_file, "<f4").reshape([int(side) for side in shape.split("x")]))
expected = np.fromfile(output_file, "<f4")
with torch.inference_mode():
    got = network(x)[network.outputs.index(name)].numpy().reshape(-1)
    result = {"error": float(np.abs(got - expected).max()), "ms": {}}
    for threads in (1, 2):
        torch.set_num_threads(threads)
        for batch in map(int, batches):
            many = x.repeat(batch, 1, 1, 1)
            times = []
            for _ in range(int(rounds) + 3):
                start = time.perf_counter()
                network(many)
                times.append(1000 * (time.perf_counter() - start))
            result["ms"][f"{threads}x{batch}"] = statistics.median(times[3:])
print(json.dumps(result))
