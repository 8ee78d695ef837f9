#!/usr/bin/env python3
"""Times a round of decentralised learning in PyTorch, with or without Ray: what HyperPrism on Spark is compared with.

One process loops over the devices: gradient of the device's own model at its own batch, plain step; then all models are
mixed as a product with the round's Metropolis matrix, in the weights (D-PSGD) or in their p-th powers (HyperPrism).
With Ray one actor per core holds a share of the devices and reads the other actors' models from the object store. Pixels and
labels are random: dense products take the same time for any. Prints one line: milliseconds of a round, its median, fastest
and slowest.
"""
import argparse
import statistics
import time

import numpy
import torch
import torch.nn.functional as functional

torch.manual_seed(1)

SHAPES = {"lr": (1, 28, 28), "mlp": (1, 28, 28), "lenet": (1, 28, 28), "cnn": (3, 32, 32)}


def network(name):
    layers = torch.nn
    if name == "lr":
        return layers.Sequential(layers.Flatten(), layers.Linear(784, 10))
    if name == "mlp":
        return layers.Sequential(layers.Flatten(), layers.Linear(784, 128), layers.ReLU(), layers.Linear(128, 10))
    channels, first, second, inputs, units = (1, 20, 50, 800, 500) if name == "lenet" else (3, 32, 64, 1600, 512)
    return layers.Sequential(
        layers.Conv2d(channels, first, 5), layers.ReLU(), layers.MaxPool2d(2),
        layers.Conv2d(first, second, 5), layers.ReLU(), layers.MaxPool2d(2),
        layers.Flatten(), layers.Linear(inputs, units), layers.ReLU(), layers.Linear(units, 10))


def metropolis(devices, density, seed):
    """Metropolis weights of a graph with an exact share of all pairs, float32[devices, devices]."""
    random = numpy.random.default_rng(seed)
    pairs = numpy.array(numpy.triu_indices(devices, 1))
    chosen = pairs[:, random.choice(pairs.shape[1], round(density * pairs.shape[1]), replace=False)]
    adjacency = numpy.zeros((devices, devices))
    adjacency[chosen[0], chosen[1]] = 1
    adjacency += adjacency.T
    degrees = adjacency.sum(1)
    weights = adjacency / (1 + numpy.maximum(degrees[:, None], degrees[None, :]))
    numpy.fill_diagonal(weights, 1 - weights.sum(1))
    return torch.from_numpy(weights.astype(numpy.float32))


class Devices:
    """Some of the devices: their models are rows of one tensor, and the networks' parameters views of these rows."""

    def __init__(self, model, count, batch, samples, learning_rate, p):
        self.learning_rate, self.p, self.batch = learning_rate, p, batch
        self.networks = [network(model) for _ in range(count)]
        for other in self.networks[1:]:
            other.load_state_dict(self.networks[0].state_dict())
        flat = [torch.nn.utils.parameters_to_vector(n.parameters()).detach() for n in self.networks]
        self.models = torch.stack(flat)
        for row, one in zip(self.models, self.networks):
            torch.nn.utils.vector_to_parameters(row, one.parameters())
        self.features = torch.rand(count, samples, *SHAPES[model])
        self.labels = torch.randint(0, 10, (count, samples))

    def power(self, x, p):
        return x if p == 1 else x.sign() * x.abs().pow(p)

    def step(self, steps):
        for device, one in enumerate(self.networks):
            parameters = list(one.parameters())
            for s in range(steps):
                chosen = torch.randperm(self.features.shape[1])[: self.batch]
                loss = functional.cross_entropy(one(self.features[device][chosen]), self.labels[device][chosen])
                gradients = torch.autograd.grad(loss, parameters)
                with torch.no_grad():
                    for parameter, gradient in zip(parameters, gradients):
                        if self.p == 1:
                            parameter.sub_(gradient, alpha=self.learning_rate)
                        else:
                            mapped = self.power(parameter, self.p) - self.learning_rate * gradient
                            parameter.copy_(self.power(mapped, 1 / self.p))

    def mapped(self):
        return self.power(self.models, self.p)

    def mix(self, weights, mapped):
        with torch.no_grad():
            self.models.copy_(self.power(weights @ mapped, 1 / self.p))


def timed(options, play):
    """Plays rounds; yields the seconds of each after the warm-up, until there are enough or the time is up."""
    spent = 0
    for number in range(options.warmup + options.rounds):
        begin = time.perf_counter()
        play(number)
        took = time.perf_counter() - begin
        if number >= options.warmup:
            yield took
            spent += took
            if number >= options.warmup + 2 and spent >= options.seconds:
                return


def looping(options):
    torch.set_num_threads(options.cores)
    devices = Devices(options.model, options.devices, options.batch, options.samples, 0.01, options.p)

    def play(number):
        devices.step(options.steps)
        devices.mix(metropolis(options.devices, options.density, number), devices.mapped())

    yield from timed(options, play)


def with_ray(options):
    import ray

    ray.init(num_cpus=options.cores, include_dashboard=False, configure_logging=False, log_to_driver=False)

    @ray.remote(num_cpus=1)
    class Actor:
        def __init__(self, first, count):
            torch.set_num_threads(1)
            self.first = first
            self.devices = Devices(options.model, count, options.batch, options.samples, 0.01, options.p)

        def step(self):
            self.devices.step(options.steps)
            return self.devices.mapped().numpy()

        def mix(self, number, *parts):
            rows = metropolis(options.devices, options.density, number)[self.first: self.first + len(self.devices.models)]
            own, columns = None, 0
            for part in parts:
                product = rows[:, columns: columns + len(part)] @ torch.from_numpy(part)
                own = product if own is None else own + product
                columns += len(part)
            with torch.no_grad():
                self.devices.models.copy_(self.devices.power(own, 1 / options.p))

    bounds = [options.devices * c // options.cores for c in range(options.cores + 1)]
    actors = [Actor.remote(a, b - a) for a, b in zip(bounds, bounds[1:])]

    def play(number):
        parts = [actor.step.remote() for actor in actors]
        ray.get([actor.mix.remote(number, *parts) for actor in actors])

    yield from timed(options, play)
    ray.shutdown()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kind", choices=["loop", "ray"], default="loop")
    parser.add_argument("--model", choices=list(SHAPES), default="lr")
    parser.add_argument("--devices", type=int, default=50)
    parser.add_argument("--density", type=float, default=0.5)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--samples", type=int, default=256)
    parser.add_argument("--steps", type=int, default=1)
    parser.add_argument("--p", type=float, default=1)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--warmup", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60, help="stop measuring after this, three rounds at least")
    options = parser.parse_args()
    seconds = list((looping if options.kind == "loop" else with_ray)(options))
    print("milliseconds %.3f %.3f %.3f" % tuple(
        1e3 * s for s in (statistics.median(seconds), min(seconds), max(seconds))))


if __name__ == "__main__":
    main()
