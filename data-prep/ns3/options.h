// SPDX-License-Identifier: GPL-2.0-only
#ifndef HYPERPRISM_OPTIONS_H
#define HYPERPRISM_OPTIONS_H

#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace hyperprism {

/** A command line that cannot be followed; the message says why. */
class UsageError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/** The arguments of a command line of the form --name=value: every name known, and given once. */
class Arguments {
  public:
    /** Throws UsageError if a name is unknown, given twice or missing. */
    Arguments(const std::vector<std::string>& arguments, const std::vector<std::string>& names);

    const std::string& Text(const std::string& name) const;

    /** A whole number from least to most, both included. */
    uint64_t Whole(const std::string& name, uint64_t least, uint64_t most) const;

    /** A decimal number from least to most, both included. */
    double Number(const std::string& name, double least, double most) const;

    /** One of two words: true for the second. */
    bool Choice(const std::string& name, const std::string& no, const std::string& yes) const;

  private:
    std::map<std::string, std::string> values;
};

/** What is simulated. */
struct Options {
    uint32_t devices;         ///< m, from 2
    uint32_t rounds;          ///< T, from 1
    uint32_t stride;          ///< probes are sent in rounds 1, 1 + stride, 1 + 2 stride ... only
    uint32_t probes;          ///< broadcast probes that a device sends in a round
    uint64_t seed;            ///< of every random stream
    double roundSeconds;      ///< how long a round lasts
    double areaSide;          ///< side of the square, in metres
    double transmitPower;     ///< in dBm
    double pathLossExponent;  ///< of the log-distance model; 2 is free space
    bool fading;              ///< Nakagami fading of shape 1, which is Rayleigh's
    bool gaussMarkov;         ///< Gauss-Markov mobility instead of random waypoint
    double speedMin;          ///< in metres per second
    double speedMax;          ///< in metres per second
    double pause;             ///< seconds that a device stays at a waypoint
    std::string out;          ///< file for the rows; "-" is standard output

    /** Throws UsageError if the arguments are not exactly those wanted. */
    static Options Parse(const std::vector<std::string>& arguments);

    /** One line for each option. */
    static std::string Help();
};

}  // namespace hyperprism

#endif
