// SPDX-License-Identifier: GPL-2.0-only
#include "world.h"

#include <ns3/boolean.h>
#include <ns3/box.h>
#include <ns3/double.h>
#include <ns3/mobility-helper.h>
#include <ns3/mobility-model.h>
#include <ns3/nstime.h>
#include <ns3/position-allocator.h>
#include <ns3/random-variable-stream.h>
#include <ns3/string.h>
#include <ns3/wifi-helper.h>
#include <ns3/wifi-mac-helper.h>
#include <ns3/yans-wifi-helper.h>

#include <sstream>

namespace hyperprism {

namespace {

// Streams set by hand, a million for each purpose: how devices move does not depend on the power or the fading.
constexpr int64_t MOBILITY_STREAMS = 1000000;
constexpr int64_t PLACE_STREAMS = 2000000;
constexpr int64_t RADIO_STREAMS = 3000000;
constexpr int64_t CHANNEL_STREAMS = 4000000;

/** Loss over the first metre at 5.15 GHz in free space, in dB. */
constexpr double REFERENCE_LOSS = 46.6777;

ns3::StringValue Uniform(double from, double to) {
    std::ostringstream text;
    text.precision(17);
    text << "ns3::UniformRandomVariable[Min=" << from << "|Max=" << to << "]";
    return ns3::StringValue(text.str());
}

ns3::StringValue Constant(double value) {
    return Uniform(value, value);
}

ns3::StringValue Normal(double variance, double bound) {
    std::ostringstream text;
    text.precision(17);
    text << "ns3::NormalRandomVariable[Mean=0|Variance=" << variance << "|Bound=" << bound << "]";
    return ns3::StringValue(text.str());
}

/** Random waypoint from its stationary distribution: no speed decay, no warming up. */
void SetRandomWaypoint(ns3::MobilityHelper& mobility, const Options& options) {
    mobility.SetMobilityModel("ns3::SteadyStateRandomWaypointMobilityModel",
                              "MinSpeed", ns3::DoubleValue(options.speedMin),
                              "MaxSpeed", ns3::DoubleValue(options.speedMax),
                              "MinPause", ns3::DoubleValue(options.pause),
                              "MaxPause", ns3::DoubleValue(options.pause),
                              "MinX", ns3::DoubleValue(0), "MaxX", ns3::DoubleValue(options.areaSide),
                              "MinY", ns3::DoubleValue(0), "MaxY", ns3::DoubleValue(options.areaSide));
}

/** Gauss-Markov motion in the plane; each device has a mean speed and a first direction of its own. */
void SetGaussMarkov(ns3::MobilityHelper& mobility, const Options& options) {
    constexpr double MEMORY = 0.85;
    constexpr double FULL_TURN = 6.283185307179586;
    const double spread = (options.speedMax - options.speedMin) / 4;
    auto places = ns3::CreateObject<ns3::RandomRectanglePositionAllocator>();
    places->SetAttribute("X", Uniform(0, options.areaSide));
    places->SetAttribute("Y", Uniform(0, options.areaSide));
    places->AssignStreams(PLACE_STREAMS);
    mobility.SetPositionAllocator(places);
    mobility.SetMobilityModel("ns3::GaussMarkovMobilityModel",
                              "Bounds", ns3::BoxValue(ns3::Box(0, options.areaSide, 0, options.areaSide, 0, 0)),
                              "TimeStep", ns3::TimeValue(ns3::Seconds(1)),
                              "Alpha", ns3::DoubleValue(MEMORY),
                              "MeanVelocity", Uniform(options.speedMin, options.speedMax),
                              "MeanDirection", Uniform(0, FULL_TURN),
                              "MeanPitch", Constant(0),
                              "NormalVelocity", Normal(spread * spread, 2 * spread),
                              "NormalDirection", Normal(0.2, 0.4),
                              "NormalPitch", Normal(0, 0));
}

}  // namespace

World::World(const Options& options) {
    nodes.Create(options.devices);
    PutInMotion(options);
    Connect(options);
}

void World::PutInMotion(const Options& options) {
    ns3::MobilityHelper mobility;
    if (options.gaussMarkov) {
        SetGaussMarkov(mobility, options);
    } else {
        SetRandomWaypoint(mobility, options);
    }
    mobility.Install(nodes);
    mobility.AssignStreams(nodes, MOBILITY_STREAMS);
}

void World::Connect(const Options& options) {
    ns3::YansWifiChannelHelper channelHelper;
    channelHelper.SetPropagationDelay("ns3::ConstantSpeedPropagationDelayModel");
    channelHelper.AddPropagationLoss("ns3::LogDistancePropagationLossModel",
                                     "Exponent", ns3::DoubleValue(options.pathLossExponent),
                                     "ReferenceLoss", ns3::DoubleValue(REFERENCE_LOSS));
    if (options.fading) {
        channelHelper.AddPropagationLoss("ns3::NakagamiPropagationLossModel",
                                         "m0", ns3::DoubleValue(1), "m1", ns3::DoubleValue(1), "m2", ns3::DoubleValue(1));
    }
    const ns3::Ptr<ns3::YansWifiChannel> channel = channelHelper.Create();
    channelHelper.AssignStreams(channel, CHANNEL_STREAMS);

    ns3::YansWifiPhyHelper phy;
    phy.SetChannel(channel);
    phy.Set("TxPowerStart", ns3::DoubleValue(options.transmitPower));
    phy.Set("TxPowerEnd", ns3::DoubleValue(options.transmitPower));

    ns3::WifiMacHelper mac;
    mac.SetType("ns3::AdhocWifiMac");

    ns3::WifiHelper wifi;
    wifi.SetStandard(ns3::WIFI_STANDARD_80211a);
    const ns3::StringValue slowest("OfdmRate6Mbps");  // broadcasts go at the lowest rate, which reaches farthest
    wifi.SetRemoteStationManager("ns3::ConstantRateWifiManager",
                                 "DataMode", slowest, "ControlMode", slowest, "NonUnicastMode", slowest);
    devices = wifi.Install(phy, mac, nodes);
    wifi.AssignStreams(devices, RADIO_STREAMS);
}

ns3::Ptr<ns3::WifiNetDevice> World::Device(uint32_t device) const {
    return ns3::StaticCast<ns3::WifiNetDevice>(devices.Get(device));
}

ns3::Vector World::Place(uint32_t device) const {
    return nodes.Get(device)->GetObject<ns3::MobilityModel>()->GetPosition();
}

}  // namespace hyperprism
