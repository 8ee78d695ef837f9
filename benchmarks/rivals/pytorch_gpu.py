#!/usr/bin/env python3
"""Times decentralised rounds of LeNet and CNN in PyTorch with everything on one GPU: a loop over the devices, and torch.vmap.

Models, samples and mixing stay on the GPU; 50 devices, half of all links, one local step of 128 samples. HyperPrism's power
mean is taken in float32 of torch, of all devices by one product, with p = 3. Prints a Markdown table, and before it what a
copy within the GPU's memory reaches.
"""
import statistics
import time

import torch
import torch.nn.functional as functional
from torch.func import functional_call, grad, vmap

from pytorch_round import SHAPES, metropolis, network

DEVICES, BATCH, SAMPLES, RATE, SECONDS = 50, 128, 256, 0.01, 3


def timed(call):
    """Median and fastest milliseconds of a call, after warming up for a third of the time."""
    seconds = []
    end = time.perf_counter() + SECONDS
    begin_measuring = time.perf_counter() + SECONDS / 3
    while time.perf_counter() < end or len(seconds) < 5:
        torch.cuda.synchronize()
        begin = time.perf_counter()
        call()
        torch.cuda.synchronize()
        if begin >= begin_measuring:
            seconds.append(time.perf_counter() - begin)
    return 1e3 * statistics.median(seconds), 1e3 * min(seconds)


def power(x, p):
    return x if p == 1 else x.sign() * x.abs().pow(p)


class Devices:
    """All devices: one tensor of models, float32[devices, parameters], and views of it as networks have them."""

    def __init__(self, name, p):
        torch.manual_seed(1)
        self.p = p
        self.network = network(name).cuda()
        self.names = [key for key, _ in self.network.named_parameters()]
        self.shapes = [value.shape for _, value in self.network.named_parameters()]
        flat = torch.nn.utils.parameters_to_vector(self.network.parameters()).detach()
        self.models = flat.repeat(DEVICES, 1).contiguous()
        self.features = torch.rand(DEVICES, SAMPLES, *SHAPES[name], device="cuda")
        self.labels = torch.randint(0, 10, (DEVICES, SAMPLES), device="cuda")
        self.weights = [torch.as_tensor(metropolis(DEVICES, 0.5, number)).cuda() for number in range(8)]
        self.round = 0

    def views(self, models):
        views, at = {}, 0
        for key, shape in zip(self.names, self.shapes):
            views[key] = models[..., at: at + shape.numel()].view(*models.shape[:-1], *shape)
            at += shape.numel()
        return views

    def loss(self, parameters, features, labels):
        return functional.cross_entropy(functional_call(self.network, parameters, (features,)), labels)

    def batches(self):
        chosen = torch.rand(DEVICES, SAMPLES, device="cuda").argsort(1)[:, :BATCH]
        rows = torch.arange(DEVICES, device="cuda")[:, None]
        return self.features[rows, chosen], self.labels[rows, chosen]

    def by_loop(self):
        features, labels = self.batches()
        gradients = []
        for device in range(DEVICES):
            leaves = {key: view.detach().requires_grad_() for key, view in self.views(self.models[device]).items()}
            value = self.loss(leaves, features[device], labels[device])
            gradients.append(torch.cat([g.reshape(-1) for g in torch.autograd.grad(value, list(leaves.values()))]))
        return torch.stack(gradients)

    def by_vmap(self):
        features, labels = self.batches()
        gradients = vmap(grad(self.loss))(self.views(self.models), features, labels)
        return torch.cat([gradients[key].reshape(DEVICES, -1) for key in self.names], 1)

    def play(self, gradients):
        step = gradients()
        mapped = power(self.models, self.p) - RATE * step
        if self.p != 1:
            mapped = power(power(mapped, 1 / self.p), self.p)
        self.models.copy_(power(self.weights[self.round % 8] @ mapped, 1 / self.p))
        self.round += 1


def copy_bandwidth():
    source = torch.rand(1 << 28, device="cuda")
    target = torch.empty_like(source)
    milliseconds, _ = timed(lambda: target.copy_(source))
    return 2 * 4 * (1 << 28) / milliseconds * 1e-6


def main():
    print("%s, PyTorch %s, CUDA %s" % (torch.cuda.get_device_name(), torch.__version__, torch.version.cuda))
    print("copy within the GPU's memory: %.0f GB/s read and written" % copy_bandwidth())
    print()
    print("| model | method | carried by | arithmetic | gradients, ms | ms a round | fastest |")
    print("|---|---|---|---|---|---|---|")
    for name in ("lenet", "cnn"):
        for kind in ("by_loop", "by_vmap"):
            for tf32 in (False, True):
                torch.backends.cuda.matmul.allow_tf32 = tf32
                torch.backends.cudnn.allow_tf32 = tf32
                for method, p in (("dpsgd", 1), ("hyperprism", 3)):
                    if tf32 and p == 3:
                        continue
                    devices = Devices(name, p)
                    gradients = getattr(devices, kind)
                    only, _ = timed(gradients)
                    median, fastest = timed(lambda: devices.play(gradients))
                    print("| %s | %s | %s | %s | %.1f | %.1f | %.1f |" % (
                        name, method, "PyTorch loop" if kind == "by_loop" else "torch.vmap",
                        "TF32" if tf32 else "float32", only, median, fastest), flush=True)


if __name__ == "__main__":
    main()
