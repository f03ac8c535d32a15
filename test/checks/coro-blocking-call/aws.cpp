// RUN: %lint %s -- -DON_MINI
// RUN: %lint %s -- -DON_CPPCORO
// RUN: %lint %s -- -DON_FOLLY
// Clients whose operations come in threes: one that waits, a future, and one with a handler.
#include <any/task.h>
#include <functional>
#include <future>

// Mirrors aws/aws-sdk-cpp 02fd547f, whose clients are generated.
namespace Aws {
namespace S3 {
namespace Model {
struct GetObjectRequest {};
struct GetObjectOutcome {
  bool IsSuccess() const;
};
typedef std::future<GetObjectOutcome> GetObjectOutcomeCallable;
} // namespace Model
class S3Client {
public:
  virtual ~S3Client();
  virtual Model::GetObjectOutcome GetObject(const Model::GetObjectRequest &request) const;
  template <typename GetObjectRequestT = Model::GetObjectRequest>
  Model::GetObjectOutcomeCallable GetObjectCallable(const GetObjectRequestT &request) const;
  template <typename GetObjectRequestT = Model::GetObjectRequest>
  void GetObjectAsync(const GetObjectRequestT &request,
                      const std::function<void(const S3Client *, const Model::GetObjectOutcome &)> &handler) const;
};
} // namespace S3
namespace DynamoDB {
class DynamoDBClient {
public:
  virtual int GetItem(const int &request) const;
};
} // namespace DynamoDB
namespace SQS {
class SQSClient {
public:
  virtual int ReceiveMessage(const int &request) const;
  virtual int SendMessage(const int &request) const;
};
} // namespace SQS
namespace Transfer {
class TransferHandle {
public:
  void WaitUntilFinished() const;
  int GetStatus() const;
};
} // namespace Transfer
} // namespace Aws
using Aws::S3::Model::GetObjectOutcome;
using Aws::S3::Model::GetObjectRequest;

task<bool> asks(const Aws::S3::S3Client &store, const Aws::DynamoDB::DynamoDBClient &table, const Aws::SQS::SQSClient &queue,
                const Aws::Transfer::TransferHandle &upload) {
  GetObjectOutcome got = store.GetObject(GetObjectRequest());
  // CHECK: [[#@LINE-1]]:26: warning: the call of 'GetObject' blocks the coroutine's thread: it waits for the server's answer [coro-blocking-call]
  table.GetItem(1);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'GetItem' blocks the coroutine's thread: it waits for the database's answer
  queue.SendMessage(queue.ReceiveMessage(1));
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'SendMessage' blocks the coroutine's thread: it waits for the server's answer
  // CHECK: [[#@LINE-2]]:21: warning: the call of 'ReceiveMessage' blocks the coroutine's thread: it waits until a message arrives or the server's time is over
  upload.WaitUntilFinished();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'WaitUntilFinished' blocks the coroutine's thread: it parks the thread until the transfer has ended
  got = store.GetObjectCallable(GetObjectRequest()).get();
  // CHECK: [[#@LINE-1]]:9: warning: the call of 'get' blocks the coroutine's thread: it parks the thread until the result is there
  co_return got.IsSuccess();
}

// Its executor's threads are there to wait.
task<void> lets_others_wait(const Aws::S3::S3Client &store, const Aws::Transfer::TransferHandle &upload,
                            std::function<void(bool)> told) {
  store.GetObjectAsync(GetObjectRequest(), [told](const Aws::S3::S3Client *of, const GetObjectOutcome &got) {
    told(got.IsSuccess() && of->GetObject(GetObjectRequest()).IsSuccess());
  });
  auto later = store.GetObjectCallable(GetObjectRequest());
  told(upload.GetStatus() == 0);
  co_return;
}

bool in_a_plain_function(const Aws::S3::S3Client &store) { return store.GetObject(GetObjectRequest()).IsSuccess(); }
