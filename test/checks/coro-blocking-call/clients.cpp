// RUN: %lint %s -- -DON_MINI
// RUN: %lint %s -- -DON_CPPCORO
// RUN: %lint %s -- -DON_FOLLY
// Clients of brokers, devices and stores that wait for the other side.
#include <any/task.h>

extern "C" {
struct rd_kafka_t;
int rd_kafka_flush(rd_kafka_t *of, int milliseconds);
struct ssh_session_struct;
int ssh_connect(ssh_session_struct *of);
struct modbus_t;
int modbus_read_registers(modbus_t *of, int from, int count, unsigned short *to);
struct libusb_device_handle;
int libusb_control_transfer(libusb_device_handle *of, unsigned char *to, unsigned wait);
}
namespace RdKafka {
struct Producer {
  virtual int flush(int milliseconds) = 0;
  virtual int poll(int milliseconds) = 0;
};
} // namespace RdKafka
namespace pulsar {
struct Message {};
struct Consumer {
  int receive(Message &to);
  void receiveAsync(void (*told)(int, const Message &));
};
struct Producer {
  int send(const Message &message);
  void sendAsync(const Message &message, void (*told)(int));
};
} // namespace pulsar
namespace Poco {
struct Thread {
  static void sleep(long milliseconds);
};
} // namespace Poco
namespace rocksdb {
struct DB {
  virtual int Put(const char *key, const char *value) = 0;
};
} // namespace rocksdb
namespace tbb {
namespace detail {
namespace d1 {
struct task_group {
  int wait();
};
} // namespace d1
} // namespace detail
using detail::d1::task_group;
} // namespace tbb

task<void> asks_everybody(rd_kafka_t *broker, RdKafka::Producer &other, ssh_session_struct *shell,
                          modbus_t *device, libusb_device_handle *stick) {
  rd_kafka_flush(broker, 1000);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'rd_kafka_flush' blocks the coroutine's thread
  rd_kafka_flush(broker, 0);
  other.flush(1000);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'flush' blocks the coroutine's thread
  other.poll(0);
  ssh_connect(shell);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'ssh_connect' blocks the coroutine's thread
  unsigned short words[4];
  modbus_read_registers(device, 0, 4, words);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'modbus_read_registers' blocks the coroutine's thread
  unsigned char bytes[4];
  libusb_control_transfer(stick, bytes, 100);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'libusb_control_transfer' blocks the coroutine's thread
  co_return;
}

task<void> waits_here(rocksdb::DB &store, tbb::task_group &all) {
  store.Put("key", "value");
  // CHECK: [[#@LINE-1]]:3: remark: the call of 'Put' blocks the coroutine's thread
  all.wait();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'wait' blocks the coroutine's thread
  Poco::Thread::sleep(0);
  Poco::Thread::sleep(10);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep' blocks the coroutine's thread
  co_return;
}

task<void> asks_a_broker(pulsar::Consumer &from, pulsar::Producer &to) {
  pulsar::Message message;
  from.receive(message);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'receive' blocks the coroutine's thread: it waits until a message arrives
  to.send(message);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'send' blocks the coroutine's thread
  to.sendAsync(message, [](int) {});
  from.receiveAsync([](int, const pulsar::Message &) {});
  co_return;
}

void in_a_plain_function(modbus_t *device, unsigned short *words) {
  modbus_read_registers(device, 0, 4, words);
}
