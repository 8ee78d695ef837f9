// SPDX-License-Identifier: GPL-2.0-only
//
// Devices in a square move and send broadcast probes over 802.11a in ad hoc mode; for each round and
// directed link over which a probe arrived a row says how many arrived, how well, and where the two were.
#include "options.h"
#include "world.h"

#include <ns3/callback.h>
#include <ns3/llc-snap-header.h>
#include <ns3/nstime.h>
#include <ns3/packet.h>
#include <ns3/random-variable-stream.h>
#include <ns3/rng-seed-manager.h>
#include <ns3/simulator.h>
#include <ns3/version-defines.h>
#include <ns3/wifi-mac-header.h>

#include <array>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <stdexcept>

namespace hyperprism {

/** The first bytes of a probe: who sent it, and in which round. */
struct ProbeLabel {
    uint32_t round;
    uint32_t source;
};

/** An EtherType set aside for local experiments (IEEE 802). */
constexpr uint16_t PROBE_TYPE = 0x88b5;
constexpr uint32_t PROBE_BYTES = 100;

/** A number to one decimal, without the sign of a rounded zero. */
double Tenths(double value) {
    return std::round(value * 10) / 10 + 0.0;
}

/** Runs the rounds one after the other and writes what arrived at the end of each. */
class LinkTrace {
  public:
    LinkTrace(const Options& options, World& world, std::FILE* out);

    /** Throws std::runtime_error if the rows cannot be written. */
    void Run();

  private:
    /** What arrived over a directed link in the current round. */
    struct Arrivals {
        uint32_t probes = 0;
        double signalToNoise = 0;  ///< sum over the probes, in dB
    };

    void BeginRound();
    void Send(uint32_t device);
    void Arrived(uint32_t device, ns3::Ptr<const ns3::Packet> packet, double signalToNoise);
    void NotePlaces();
    void EndRound();
    bool Probing() const { return (round - 1) % options.stride == 0; }

    static void Sniffed(LinkTrace* trace, uint32_t device, ns3::Ptr<const ns3::Packet> packet, uint16_t, ns3::WifiTxVector,
                        ns3::MpduInfo, ns3::SignalNoiseDbm levels, uint16_t);

    const Options& options;
    World& world;
    std::FILE* out;
    ns3::Ptr<ns3::UniformRandomVariable> sendTimes;
    uint32_t round = 0;
    std::vector<Arrivals> arrivals;  ///< [source * devices + destination]
    std::vector<ns3::Vector> places;
};

LinkTrace::LinkTrace(const Options& options, World& world, std::FILE* out)
    : options(options),
      world(world),
      out(out),
      sendTimes(ns3::CreateObject<ns3::UniformRandomVariable>()),
      arrivals(size_t(options.devices) * options.devices),
      places(options.devices) {
    sendTimes->SetStream(World::SEND_TIMES_STREAM);
    for (uint32_t device = 0; device < options.devices; ++device) {
        world.Phy(device)->TraceConnectWithoutContext("MonitorSnifferRx", ns3::MakeBoundCallback(&Sniffed, this, device));
    }
}

void LinkTrace::Run() {
    if (std::fputs("round,src,dst,probes,delivery_ratio,mean_snr_db,src_x,src_y,dst_x,dst_y\n", out) < 0) {
        throw std::runtime_error(std::strerror(errno));
    }
    ns3::Simulator::Schedule(ns3::Seconds(0), &LinkTrace::BeginRound, this);
    ns3::Simulator::Run();
}

void LinkTrace::BeginRound() {
    ++round;
    const double length = options.roundSeconds;
    if (Probing()) {
        const double slot = length / options.probes;
        for (uint32_t device = 0; device < options.devices; ++device) {
            for (uint32_t probe = 0; probe < options.probes; ++probe) {
                // A probe leaves its slot's last tenth free, so that it is on the air before the round ends.
                const double wait = (probe + sendTimes->GetValue(0.0, 0.9)) * slot;
                ns3::Simulator::ScheduleWithContext(device, ns3::Seconds(wait), &LinkTrace::Send, this, device);
            }
        }
        ns3::Simulator::Schedule(ns3::Seconds(length / 2), &LinkTrace::NotePlaces, this);
    }
    ns3::Simulator::Schedule(ns3::Seconds(length), &LinkTrace::EndRound, this);
}

void LinkTrace::Send(uint32_t device) {
    const ProbeLabel label{round, device};
    std::array<uint8_t, PROBE_BYTES> bytes{};
    std::memcpy(bytes.data(), &label, sizeof label);
    const ns3::Ptr<ns3::WifiNetDevice> sender = world.Device(device);
    // A full queue refuses the probe: it counts as sent and does not arrive.
    sender->Send(ns3::Create<ns3::Packet>(bytes.data(), bytes.size()), sender->GetBroadcast(), PROBE_TYPE);
}

void LinkTrace::Sniffed(LinkTrace* trace, uint32_t device, ns3::Ptr<const ns3::Packet> packet, uint16_t, ns3::WifiTxVector,
                        ns3::MpduInfo, ns3::SignalNoiseDbm levels, uint16_t) {
    trace->Arrived(device, packet, levels.signal - levels.noise);
}

void LinkTrace::Arrived(uint32_t device, ns3::Ptr<const ns3::Packet> packet, double signalToNoise) {
    ns3::Ptr<ns3::Packet> content = packet->Copy();
    ns3::WifiMacHeader frame;
    content->RemoveHeader(frame);
    if (!frame.IsData()) {
        return;
    }
    ns3::LlcSnapHeader envelope;
    content->RemoveHeader(envelope);
    if (envelope.GetType() != PROBE_TYPE) {
        return;
    }
    ProbeLabel label;
    content->CopyData(reinterpret_cast<uint8_t*>(&label), sizeof label);
    // On a crowded channel a probe may wait until its round is over: then it is late, and lost.
    if (label.round != round) {
        return;
    }
    Arrivals& link = arrivals[size_t(label.source) * options.devices + device];
    link.probes++;
    link.signalToNoise += signalToNoise;
}

void LinkTrace::NotePlaces() {
    for (uint32_t device = 0; device < options.devices; ++device) {
        places[device] = world.Place(device);
    }
}

void LinkTrace::EndRound() {
    if (Probing()) {
        for (uint32_t source = 0; source < options.devices; ++source) {
            for (uint32_t destination = 0; destination < options.devices; ++destination) {
                Arrivals& link = arrivals[size_t(source) * options.devices + destination];
                if (link.probes > 0) {
                    std::fprintf(out, "%u,%u,%u,%u,%.9g,%.1f,%.1f,%.1f,%.1f,%.1f\n", round, source, destination, link.probes,
                                 double(link.probes) / options.probes, Tenths(link.signalToNoise / link.probes),
                                 Tenths(places[source].x), Tenths(places[source].y), Tenths(places[destination].x),
                                 Tenths(places[destination].y));
                    link = Arrivals();
                }
            }
        }
    }
    // Whoever reads the rows sees each round when it ends; if the reader is gone, so are we (SIGPIPE).
    if (std::fflush(out) != 0 || std::ferror(out)) {
        throw std::runtime_error(std::strerror(errno));
    }
    if (round < options.rounds) {
        BeginRound();
    } else {
        ns3::Simulator::Stop();
    }
}

/** Simulates what the options say. */
void Simulate(const Options& options) {
    std::FILE* out = options.out == "-" ? stdout : std::fopen(options.out.c_str(), "w");
    if (out == nullptr) {
        throw std::runtime_error("cannot write " + options.out + ": " + std::strerror(errno));
    }
    // NS-3 takes a seed of about 32 bits and a run number, each pair with streams of its own.
    ns3::RngSeedManager::SetSeed(uint32_t(options.seed >> 32) + 1);
    ns3::RngSeedManager::SetRun(options.seed & 0xffffffffu);
    World world(options);
    try {
        LinkTrace(options, world, out).Run();
    } catch (const std::runtime_error& failure) {
        throw std::runtime_error("cannot write " + options.out + ": " + failure.what());
    }
    ns3::Simulator::Destroy();
    if (std::fclose(out) != 0) {
        throw std::runtime_error("cannot write " + options.out + ": " + std::strerror(errno));
    }
}

}  // namespace hyperprism

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    try {
        if (arguments == std::vector<std::string>{"--help"}) {
            std::fputs(hyperprism::Options::Help().c_str(), stdout);
        } else if (arguments == std::vector<std::string>{"--version"}) {
            std::printf("NS-3 %d.%d\n", NS3_VERSION_MAJOR, NS3_VERSION_MINOR);
        } else {
            hyperprism::Simulate(hyperprism::Options::Parse(arguments));
        }
        return 0;
    } catch (const hyperprism::UsageError& error) {
        std::fprintf(stderr, "link-trace: %s\n", error.what());
        return 2;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "link-trace: %s\n", error.what());
        return 1;
    }
}
