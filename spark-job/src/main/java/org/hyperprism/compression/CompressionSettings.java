package org.hyperprism.compression;

import java.util.OptionalDouble;
import org.hyperprism.setting.Setting;

/**
 * How much of what they have devices send.
 *
 * @param kind what a message can say of a vector
 * @param share of the numbers that are kept, above 0 to 1
 * @param rank of a matrix, >= 1
 * @param bits of a number, 1 to 8
 * @param errorFeedback whether differences to public copies are sent
 * @param consensusStep gamma, above 0 to 1; absent: by kind
 */
public record CompressionSettings(
    @Setting(
            defaultValue = "none",
            documentation =
                "What devices send of the difference between what they have and what others have of"
                    + " it, under every method: top-k the largest numbers, random-k numbers drawn"
                    + " by the seed, low-rank a matrix of a few columns for each of a layer's, bits"
                    + " all numbers rounded to a few bits.")
        CompressionKind kind,
    @Setting(
            defaultValue = "0.1",
            range = "above 0 to 1",
            documentation =
                "Share of the numbers that top-k and random-k keep, rounded, but at least one.")
        double share,
    @Setting(
            defaultValue = "1",
            range = ">= 1",
            documentation = "Rank of the matrices of low-rank.")
        int rank,
    @Setting(
            defaultValue = "4",
            range = "1 to 8",
            documentation = "Bits of each number under compression.kind = bits.")
        int bits,
    @Setting(
            defaultValue = "true",
            documentation =
                "Whether what a message leaves out is sent later, as differences to a copy that"
                    + " receivers hold; false compresses the vectors themselves, under which"
                    + " devices do not come together.")
        boolean errorFeedback,
    @Setting(
            defaultValue = "auto",
            range = "above 0 to 1",
            keyword = "auto",
            documentation =
                "How far a device goes towards the mean of the copies, gamma of CHOCO-SGD; too much"
                    + " drives the devices apart, and auto takes less the less is sent: the share"
                    + " for random-k and top-k, twice rank over the smaller side"
                    + " of a matrix for low-rank, 0.05, 0.3 and 0.7 for 1 to 3 bits, but never"
                    + " above 1.")
        OptionalDouble consensusStep) {

  /** The operator, for a log. */
  String describe() {
    return switch (kind) {
      case NONE -> "none";
      case TOP_K -> "top-k of " + share;
      case RANDOM_K -> "random-k of " + share;
      case LOW_RANK -> "rank " + rank;
      case BITS -> bits + " bits";
    };
  }
}
