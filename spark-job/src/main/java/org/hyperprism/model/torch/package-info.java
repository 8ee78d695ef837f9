/**
 * Gradients by libtorch, the native library of PyTorch, through its JavaCPP presets: the fastest
 * way here to train networks with convolutions on a CPU.
 *
 * <p>{@link org.hyperprism.model.torch.TorchBackend} is the way in. A model becomes a list of
 * {@code NetworkStep}s; a {@code TorchNetwork} binds them to one flat tensor of parameters in
 * Deeplearning4j's order, of which the layers' weights are views; a {@code TorchGradientOracle}
 * copies weights and samples in, runs the steps forward, lets libtorch differentiate, and copies
 * loss and gradients out.
 *
 * <p>Memory: what lives as long as an oracle is referred to by it; all else is made within a {@link
 * org.bytedeco.javacpp.PointerScope} of one call and freed at its end by the calling thread, so
 * that nothing waits for the garbage collector and nothing is freed under a running call.
 *
 * <p>Bits: one thread a call and deterministic algorithms, so that the same question has the same
 * answer on every run, in every thread and with any number of partitions of one machine. libtorch
 * and the libraries within it (oneDNN, OpenBLAS) choose their kernels by the processor's
 * instruction sets; on processors of another kind the last bits may differ.
 */
@NullMarked
package org.hyperprism.model.torch;

import org.jspecify.annotations.NullMarked;
