#!/usr/bin/env python3
"""Counts a PyTorch module with convcost.

    python3 count.py torchvision.models:resnet50 3x224x224
    python3 count.py mine.networks:Pyramid 3x320x320 --convention fvcore --depth 2

The first argument is a module of Python and what it has: a class or a function that returns an
`nn.Module`, without arguments. Each shape after it is an input, without the batch. All other
arguments go to `convcost report`. In a program of one's own:

    from count import cost
    assert cost(model, torch.zeros(1, 3, 224, 224))["macs"] < 300_000_000

The wheel has this file as `convcost_torch`: `python3 -m convcost_torch …`, and `from convcost_torch
import cost`. The command `convcost` is the one that the variable CONVCOST names, the one beside this
Python, or the one in the PATH.
"""

import importlib
import json
import os
import re
import subprocess
import sys
import sysconfig
import tempfile

import torch


def executable():
    """Returns the command: a wheel puts it beside Python, which need not be in the PATH."""
    beside = os.path.join(sysconfig.get_path("scripts"), "convcost")
    return os.environ.get("CONVCOST") or (beside if os.path.exists(beside) else "convcost")


def run(model, inputs, options):
    """Exports a module for inputs, and returns what `convcost report` writes about it."""
    with tempfile.TemporaryDirectory() as folder:
        name = f"{type(model).__name__}.pt2"
        program = torch.export.export(model.eval(), tuple(inputs))
        torch.export.save(program, os.path.join(folder, name))
        command = [executable(), "report", name, *options]
        result = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, check=True)
    return result.stdout.decode()


def cost(model, *inputs):
    """Returns the totals of a module: `parameters`, `macs`, `flops`, `activations` and more.

    A model with operators whose work is unknown has lower bounds; they are an error here.
    """
    report = json.loads(run(model, inputs, ["--format", "json"]))
    if not report.get("complete", True):
        raise ValueError(f"the totals are lower bounds: {', '.join(report['lowerBounds'])}")
    return report["totals"]


def main(arguments):
    if not arguments or ":" not in arguments[0]:
        sys.exit(__doc__)
    module, name = arguments[0].split(":", 1)
    shapes = []
    for argument in arguments[1:]:
        if not re.fullmatch(r"\d+(x\d+)*", argument):
            break
        shapes.append([int(length) for length in argument.split("x")])
    sys.path.insert(0, os.getcwd())
    model = getattr(importlib.import_module(module), name)()
    inputs = [torch.zeros(1, *shape) for shape in shapes]
    try:
        print(run(model, inputs, arguments[1 + len(shapes):]), end="")
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)


if __name__ == "__main__":
    main(sys.argv[1:])
