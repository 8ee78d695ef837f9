package org.hyperprism.experiment.configuration;

import java.util.Optional;
import java.util.OptionalInt;
import org.hyperprism.compute.KernelProvider;
import org.hyperprism.setting.Setting;

/**
 * How the rounds are carried out; nothing here changes a result, but {@code kernel} its last bits.
 *
 * @param mode how an experiment is carried out
 * @param partitions blocks of devices, at least 1; absent: chosen from the cores
 * @param checkpointEvery rounds between two checkpoints, at least 0; 0 is never
 * @param checkpointDirectory where checkpoints are written; absent: below the run directory
 * @param kernel where power means are computed
 */
public record EngineConfiguration(
    @Setting(
            defaultValue = "auto",
            documentation =
                "How an experiment is carried out; the results are the same bits. local is the threads of"
                    + " this JVM; distributed is Spark partitions and one shuffle a round; sweep, for"
                    + " hyperprism sweep, is whole experiments as tasks of one Spark job, each on one"
                    + " thread and without checkpoints. auto takes, on a local master, local if an"
                    + " experiment fits into the heap and else distributed; on a cluster, distributed"
                    + " unless a round is less work than a cluster needs to start one; and for at least"
                    + " as many small experiments of a sweep as there are cores, sweep; it says what it"
                    + " took and why.")
        RunMode mode,
    @Setting(
            defaultValue = "auto",
            range = ">= 1",
            keyword = "auto",
            documentation =
                "Blocks into which the devices are divided; auto follows the number of cores, with"
                    + " more where a block would hold over 128 MB of models on executors, and many"
                    + " small blocks cost scheduling time every round.")
        OptionalInt partitions,
    @Setting(
            defaultValue = "20",
            range = ">= 0",
            documentation =
                "Rounds between two checkpoints; 0 never writes one, and then an interrupted run cannot"
                    + " resume and a lost executor takes it back to the start.")
        int checkpointEvery,
    @Setting(
            defaultValue = "null",
            documentation =
                "Where checkpoints are written, by default below the run directory; on a cluster it"
                    + " must be a file system that every node sees.")
        Optional<String> checkpointDirectory,
    @Setting(
            defaultValue = "cpu",
            documentation =
                "Where power means are computed: cpu, in SIMD; or opencl, through Aparapi on the OpenCL"
                    + " device of each JVM, whose results differ in their last bits; without one, on the"
                    + " processor with a warning.")
        KernelProvider kernel) {}
