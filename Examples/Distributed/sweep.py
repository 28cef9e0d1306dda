#!/usr/bin/env python3
"""Runs `convcost sweep` as shards on a Dask cluster, and joins them with `convcost merge`.

    python3 sweep.py --shards 16 --merge '--format csv -o front.csv' -- \\
        mobilenet_v2 --width 0.01:100:0.01 --input 32:1031:1 --pareto +input,macs

starts a cluster on this machine, with a worker for each core. On another cluster:

    python3 sweep.py --scheduler tcp://head:8786 --shards 256 -- mobilenet_v2 --width …

What follows `--` goes to `convcost sweep`, which writes JSON Lines. Each shard is a task of its own
that another worker repeats if its worker is lost. Model files must have the same path on all
workers. The command `convcost` is the one in their PATH, or the one that the variable CONVCOST
names there.

With a scheduler of jobs no Python is needed: an array of N jobs runs

    convcost sweep … --format jsonl --shard $INDEX/N -o shard-$INDEX.jsonl

and `convcost merge shard-*.jsonl` joins what they wrote.
"""

import argparse
import os
import shlex
import subprocess
import sys
import tempfile

from dask.distributed import Client, LocalCluster


def convcost(*arguments):
    """Runs the command and returns its output; status 1 says that no variant is kept."""
    command = [os.environ.get("CONVCOST", "convcost"), *arguments]
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if result.returncode not in (0, 1):
        raise RuntimeError(result.stderr.decode().strip() or f"{command[0]} failed")
    return result.stdout


def shard(sweep, number, count):
    return convcost("sweep", *sweep, "--format", "jsonl", "--shard", f"{number}/{count}")


def main():
    options, sweep = sys.argv[1:], []
    if "--" in options:
        place = options.index("--")
        options, sweep = options[:place], options[place + 1 :]
    parser = argparse.ArgumentParser(usage="sweep.py [options] -- <network> [sweep options]")
    parser.add_argument("--scheduler", help="address of a Dask scheduler; default: this machine")
    parser.add_argument("--shards", type=int, default=16, help="parts of the sweep (16)")
    parser.add_argument("--merge", default="", metavar="OPTIONS", help="for convcost merge")
    arguments = parser.parse_args(options)
    if not sweep:
        parser.error("expected -- and what convcost sweep takes")

    # A shard uses all cores of its worker's machine.
    cluster = None if arguments.scheduler else LocalCluster(
        n_workers=1, threads_per_worker=os.cpu_count() or 1, dashboard_address=None)
    with Client(arguments.scheduler or cluster) as client, tempfile.TemporaryDirectory() as folder:
        numbers = range(1, arguments.shards + 1)
        tasks = [client.submit(shard, sweep, k, arguments.shards, pure=False) for k in numbers]
        paths = []
        for number, task in zip(numbers, tasks):
            paths.append(os.path.join(folder, f"{number}.jsonl"))
            with open(paths[-1], "wb") as file:
                file.write(task.result())
        sys.stdout.buffer.write(convcost("merge", *paths, *shlex.split(arguments.merge)))
    if cluster:
        cluster.close()


if __name__ == "__main__":
    try:
        main()
    except (RuntimeError, OSError) as error:
        sys.exit(f"sweep.py: {error}")
