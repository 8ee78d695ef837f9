import java.io.File;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.nodemanager.NodeManager;
import org.apache.hadoop.yarn.server.resourcemanager.ResourceManager;

/**
 * A ResourceManager and a NodeManager of YARN in one JVM, on ports of the loopback address that the
 * system chooses; they are in {@code conf/yarn-site.xml} of the folder that is its argument. Run
 * from its source, because Hadoop's daemons are not on the class path of the tests.
 */
class YarnDaemons {

  public static void main(String[] arguments) throws Exception {
    File home = new File(arguments[0]);
    YarnConfiguration settings = new YarnConfiguration();
    settings.set("fs.defaultFS", "file:///");
    settings.set("hadoop.tmp.dir", new File(home, "tmp").toString());
    settings.set("yarn.resourcemanager.hostname", "127.0.0.1");
    for (String service :
        new String[] {
          "resourcemanager.address",
          "resourcemanager.scheduler.address",
          "resourcemanager.resource-tracker.address",
          "resourcemanager.admin.address",
          "resourcemanager.webapp.address",
          "nodemanager.address",
          "nodemanager.localizer.address",
          "nodemanager.webapp.address"
        }) {
      settings.set("yarn." + service, "127.0.0.1:0");
    }
    settings.set("yarn.nodemanager.hostname", "127.0.0.1");
    settings.set("yarn.nodemanager.local-dirs", new File(home, "local").toString());
    settings.set("yarn.nodemanager.log-dirs", new File(home, "log").toString());
    settings.set("yarn.nodemanager.delete.debug-delay-sec", "600");
    settings.set("yarn.nodemanager.resource.memory-mb", "4096");
    settings.set("yarn.nodemanager.resource.cpu-vcores", "4");
    settings.set("yarn.nodemanager.vmem-check-enabled", "false");
    settings.set("yarn.nodemanager.pmem-check-enabled", "false");
    settings.set("yarn.nodemanager.disk-health-checker.enable", "false");
    settings.set("yarn.scheduler.minimum-allocation-mb", "256");
    settings.set("yarn.scheduler.capacity.root.queues", "default");
    settings.set("yarn.scheduler.capacity.root.default.capacity", "100");
    settings.set("yarn.scheduler.capacity.maximum-am-resource-percent", "1.0");
    ResourceManager manager = new ResourceManager();
    manager.init(settings);
    manager.start();
    NodeManager node = new NodeManager();
    node.init(new YarnConfiguration(manager.getConfig()));
    node.start();
    File file = new File(new File(home, "conf"), "yarn-site.xml");
    file.getParentFile().mkdirs();
    try (OutputStream out = new FileOutputStream(file)) {
      manager.getConfig().writeXml(out);
    }
    System.out.println("yarn is ready");
    new CountDownLatch(1).await();
  }
}
