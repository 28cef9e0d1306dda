#!/usr/bin/env python3
"""Times counters as whole processes, from the command to the number, in one run.

    python3 Examples/Benchmark/peers.py [--runs 5] [--onnx FILE]

Counters in Python are those that this Python has: torchinfo, fvcore, thop, ptflops and onnx-tool. They
count torchvision's ResNet-50 with random weights, and onnx-tool an ONNX file; so does convcost, which
the variable CONVCOST names or the PATH has. All take turns, so that a busy moment meets each of them.
The ratios are to convcost on the same network.
"""

import argparse
import importlib.util
import os
import platform
import statistics
import subprocess
import sys
import time

MNIST = os.path.join(os.path.dirname(__file__), "..", "Networks", "mnist.onnx")

RESNET = """
import torch, torchvision
model = torchvision.models.resnet50(weights=None).eval()
"""

# What a user of each writes to get its main number.
SNIPPETS = {
    "torchinfo": RESNET + """
from torchinfo import summary
print(summary(model, (1, 3, 224, 224), verbose=0).total_mult_adds)""",
    "fvcore": RESNET + """
from fvcore.nn import FlopCountAnalysis
counter = FlopCountAnalysis(model, torch.zeros(1, 3, 224, 224))
print(counter.unsupported_ops_warnings(False).total())""",
    "thop": RESNET + """
from thop import profile
print(int(profile(model, (torch.zeros(1, 3, 224, 224),), verbose=False)[0]))""",
    "ptflops": RESNET + """
from ptflops import get_model_complexity_info
print(get_model_complexity_info(
    model, (3, 224, 224), as_strings=False, print_per_layer_stat=False, verbose=False)[0])""",
    "onnx_tool": """
import onnx_tool, sys
model = onnx_tool.Model(sys.argv[1])
model.graph.shape_infer()
model.graph.profile()
print(int(model.graph.macs[0]))""",
}


def run(command):
    """Returns the seconds that a process takes."""
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        words = done.stderr.decode().split("\n")
        raise RuntimeError(next((line for line in reversed(words) if line.strip()), "failed"))
    return seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=5, help="runs of each (5)")
    parser.add_argument("--onnx", default=MNIST, help="the file for onnx-tool")
    arguments = parser.parse_args()
    convcost = os.environ.get("CONVCOST", "convcost")
    file = os.path.basename(arguments.onnx)
    ours = {"ResNet-50": [convcost, "report", "resnet50"], file: [convcost, "report", arguments.onnx]}

    programs = [("convcost", network, command) for network, command in ours.items()]
    for name, snippet in SNIPPETS.items():
        if importlib.util.find_spec(name) is None:
            print(f"{name} is not installed", file=sys.stderr)
        elif name == "onnx_tool":
            programs.append((name, file, [sys.executable, "-c", snippet, arguments.onnx]))
        else:
            programs.append((name, "ResNet-50", [sys.executable, "-c", snippet]))

    times = {program[:2]: [] for program in programs}
    for _ in range(arguments.runs):
        for name, network, command in programs:
            try:
                times[name, network].append(run(command))
            except (OSError, RuntimeError) as error:
                sys.exit(f"peers.py: {name}: {error}")

    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
          f"{time.strftime('%Y-%m-%d')}, median of {arguments.runs} runs\n")
    print(f"{'Counter':<12} {'Network':<14} {'Seconds':>9} {'Ratio':>7}")
    for (name, network), seconds in times.items():
        median = statistics.median(seconds)
        ratio = median / statistics.median(times["convcost", network])
        print(f"{name:<12} {network:<14} {median:>9.3f} {ratio:>7.0f}")


if __name__ == "__main__":
    main()
