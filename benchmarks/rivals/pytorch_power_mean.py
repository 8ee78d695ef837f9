#!/usr/bin/env python3
"""Times the weighted power mean of some vectors by torch.pow, on one thread: what the kernels are compared with.

Prints one line: nanoseconds per parameter and member, those of the fastest repetition.
"""
import argparse
import time

import torch


def power(x, p):
    return x.sign() * x.abs().pow(p)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parameters", type=int, default=7850)
    parser.add_argument("--members", type=int, default=25)
    parser.add_argument("--p", type=float, default=2.7)
    parser.add_argument("--seconds", type=float, default=5)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    members = 2 * torch.rand(options.members, options.parameters) - 1
    weights = torch.full((options.members,), 1 / options.members)
    fastest, end = float("inf"), time.perf_counter() + options.seconds
    while time.perf_counter() < end:
        begin = time.perf_counter()
        power(weights @ power(members, options.p), 1 / options.p)
        fastest = min(fastest, time.perf_counter() - begin)
    print("nanoseconds %.3f" % (1e9 * fastest / options.parameters / options.members))


if __name__ == "__main__":
    main()
