// SPDX-License-Identifier: GPL-2.0-only
#include "options.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <sstream>

namespace hyperprism {

namespace {

struct OptionHelp {
    const char* name;
    const char* meaning;
};

// In the order of the help.
const OptionHelp OPTIONS[] = {
    {"devices", "number of devices, 2 to 1000"},
    {"rounds", "number of rounds, 1 to 1000000"},
    {"stride", "probes are sent in rounds 1, 1 + stride, 1 + 2 stride ... only, 1 to 1000000"},
    {"probes", "broadcast probes of a device in such a round, 1 to 1000"},
    {"seed", "seed of every random stream, 0 to 2^63 - 1"},
    {"round-seconds", "length of a round in seconds, 0.01 to 3600"},
    {"area", "side of the square in metres, 1 to 1000000"},
    {"power", "transmit power in dBm, -50 to 60"},
    {"path-loss-exponent", "of the log-distance model, 1 to 10"},
    {"fading", "none, or nakagami for Nakagami fading of shape 1"},
    {"mobility", "waypoint, or gauss-markov"},
    {"speed-min", "in metres per second, 0.001 to 1000"},
    {"speed-max", "in metres per second, from speed-min to 1000"},
    {"pause", "seconds at each waypoint, 0 to 86400"},
    {"out", "file for the rows, or - for standard output"},
};

std::vector<std::string> Names() {
    std::vector<std::string> names;
    for (const OptionHelp& option : OPTIONS) {
        names.push_back(option.name);
    }
    return names;
}

template <typename T>
UsageError OutOfRange(const std::string& name, const std::string& given, const char* kind, T least, T most) {
    std::ostringstream message;
    message.precision(15);
    message << "--" << name << " is '" << given << "', expected a " << kind << " from " << least << " to " << most;
    return UsageError(message.str());
}

}  // namespace

Arguments::Arguments(const std::vector<std::string>& arguments, const std::vector<std::string>& names) {
    for (const std::string& argument : arguments) {
        const size_t equals = argument.find('=');
        if (argument.compare(0, 2, "--") != 0 || equals == std::string::npos) {
            throw UsageError("'" + argument + "' is not of the form --name=value");
        }
        const std::string name = argument.substr(2, equals - 2);
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            throw UsageError("there is no option --" + name + "; --help lists them");
        }
        if (!values.emplace(name, argument.substr(equals + 1)).second) {
            throw UsageError("--" + name + " is given twice");
        }
    }
    for (const std::string& name : names) {
        if (values.count(name) == 0) {
            throw UsageError("--" + name + " is missing; every option must be given");
        }
    }
}

const std::string& Arguments::Text(const std::string& name) const {
    return values.at(name);
}

uint64_t Arguments::Whole(const std::string& name, uint64_t least, uint64_t most) const {
    const std::string& text = Text(name);
    // Nineteen digits always fit, and a sign or a space is not a digit.
    const bool digits = !text.empty() && text.size() <= 19 && text.find_first_not_of("0123456789") == std::string::npos;
    const uint64_t value = digits ? std::strtoull(text.c_str(), nullptr, 10) : 0;
    if (!digits || value < least || value > most) {
        throw OutOfRange(name, text, "whole number", least, most);
    }
    return value;
}

double Arguments::Number(const std::string& name, double least, double most) const {
    const std::string& text = Text(name);
    const bool plain = !text.empty() && text.find_first_not_of("0123456789+-.eE") == std::string::npos;
    char* end = nullptr;
    const double value = plain ? std::strtod(text.c_str(), &end) : NAN;
    if (!plain || *end != '\0' || !(value >= least && value <= most)) {
        throw OutOfRange(name, text, "number", least, most);
    }
    return value;
}

bool Arguments::Choice(const std::string& name, const std::string& no, const std::string& yes) const {
    const std::string& text = Text(name);
    if (text != no && text != yes) {
        throw UsageError("--" + name + " is '" + text + "', expected " + no + " or " + yes);
    }
    return text == yes;
}

Options Options::Parse(const std::vector<std::string>& arguments) {
    const Arguments given(arguments, Names());
    Options options;
    options.devices = given.Whole("devices", 2, 1000);
    options.rounds = given.Whole("rounds", 1, 1000000);
    options.stride = given.Whole("stride", 1, 1000000);
    options.probes = given.Whole("probes", 1, 1000);
    options.seed = given.Whole("seed", 0, INT64_MAX);
    options.roundSeconds = given.Number("round-seconds", 0.01, 3600);
    options.areaSide = given.Number("area", 1, 1e6);
    options.transmitPower = given.Number("power", -50, 60);
    options.pathLossExponent = given.Number("path-loss-exponent", 1, 10);
    options.fading = given.Choice("fading", "none", "nakagami");
    options.gaussMarkov = given.Choice("mobility", "waypoint", "gauss-markov");
    options.speedMin = given.Number("speed-min", 0.001, 1000);
    options.speedMax = given.Number("speed-max", options.speedMin, 1000);
    options.pause = given.Number("pause", 0, 86400);
    options.out = given.Text("out");
    if (options.out.empty()) {
        throw UsageError("--out is empty, expected a file or -");
    }
    return options;
}

std::string Options::Help() {
    std::ostringstream help;
    help << "Simulates devices that move and send broadcast probes over 802.11a in ad hoc mode with NS-3,\n"
            "and writes a row of CSV for each directed link and round over which a probe arrived.\n"
            "Every option must be given, as --name=value:\n";
    for (const OptionHelp& option : OPTIONS) {
        help << "  --" << option.name << ": " << option.meaning << '\n';
    }
    help << "  --help, --version: alone\n";
    return help.str();
}

}  // namespace hyperprism
