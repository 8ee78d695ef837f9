// SPDX-License-Identifier: GPL-2.0-only
#ifndef HYPERPRISM_WORLD_H
#define HYPERPRISM_WORLD_H

#include "options.h"

#include <ns3/net-device-container.h>
#include <ns3/node-container.h>
#include <ns3/vector.h>
#include <ns3/wifi-net-device.h>
#include <ns3/wifi-phy.h>

namespace hyperprism {

/** The devices, how they move, and the channel between them. */
class World {
  public:
    /** Random streams of the times at which probes leave; the world's own ones lie far from it. */
    static constexpr int64_t SEND_TIMES_STREAM = 0;

    explicit World(const Options& options);

    ns3::Ptr<ns3::WifiNetDevice> Device(uint32_t device) const;

    ns3::Ptr<ns3::WifiPhy> Phy(uint32_t device) const { return Device(device)->GetPhy(); }

    /** Where the device is now, in metres from the lower left corner. */
    ns3::Vector Place(uint32_t device) const;

  private:
    void PutInMotion(const Options& options);
    void Connect(const Options& options);

    ns3::NodeContainer nodes;
    ns3::NetDeviceContainer devices;
};

}  // namespace hyperprism

#endif
