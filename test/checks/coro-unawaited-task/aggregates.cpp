// What an aggregate holds is kept as well as in a container; one that does
// something may run it.
// RUN: %lint %s
#include <mini/coro.h>
#include <string>
#include <utility>
#include <vector>

mini::task<int> load(int id);

struct Job {
  std::string name;
  mini::task<int> work;
};
struct Runner {
  mini::task<int> work;
  ~Runner();
};

mini::task<int> dropped_in_one() {
  // CHECK: [[#@LINE+1]]:20: warning: the task kept in 'job' is never awaited, so it never runs [coro-unawaited-task]
  Job job{"first", load(1)};
  co_return 0;
}
mini::task<int> dropped_in_a_list() {
  std::vector<Job> jobs;
  jobs.push_back({"first", load(1)});
  // CHECK: [[#@LINE-1]]:28: warning: the task kept in 'jobs' is never awaited, so it never runs
  co_return 0;
}
mini::task<int> awaited() {
  Job job{"first", load(1)};
  co_return co_await std::move(job.work);
}
mini::task<int> awaited_in_a_loop() {
  std::vector<Job> jobs;
  jobs.push_back({"first", load(1)});
  int sum = 0;
  for (Job &job : jobs)
    sum += co_await std::move(job.work);
  // CHECK: [[#@LINE-1]]:12: remark: the tasks are awaited one after another
  co_return sum;
}
Job handed_on() { return {"first", load(1)}; }
mini::task<int> runs_at_its_end() {
  Runner runner{load(1)};
  co_return 0;
}
mini::task<int> handed_to_somebody(void (*take)(Job)) {
  Job job{"first", load(1)};
  take(std::move(job));
  co_return 0;
}
class Queue {
  std::vector<Job> jobs;

public:
  void add(int id) { jobs.push_back({"next", load(id)}); }
  mini::task<int> run() {
    int sum = 0;
    for (Job &job : jobs)
      sum += co_await std::move(job.work);
    // CHECK: [[#@LINE-1]]:14: remark: the tasks are awaited one after another
    co_return sum;
  }
};
// Something that has others of its kind.
struct Node {
  std::vector<Node> children;
  std::vector<mini::task<int>> work;
};
mini::task<int> dropped_in_a_tree() {
  std::vector<Node> all;
  all.push_back(Node());
  // CHECK: [[#@LINE+1]]:20: warning: the task kept in 'job' is never awaited
  Job job{"first", load(2)};
  co_return int(all.size());
}
