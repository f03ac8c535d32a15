// RUN: %lint %s -- -DON_MINI
// RUN: %lint %s -- -DON_CPPCORO
// RUN: %lint %s -- -DON_FOLLY
// Mirrors GNOME/glib c2237ff1 (2026-08-22): what its synchronous half waits for.
#include <any/task.h>

extern "C" {
typedef int gboolean;
typedef struct _GError GError;
typedef struct _GCancellable GCancellable;
typedef struct _GThread GThread;
typedef struct _GThreadPool GThreadPool;
typedef struct _GAsyncQueue GAsyncQueue;
typedef struct _GSubprocess GSubprocess;
typedef struct _GResolver GResolver;
typedef struct _GAsyncResult GAsyncResult;
typedef struct _GMutex {
  int i[2];
} GMutex;
#define FALSE (0)
#define TRUE (!FALSE)
void g_usleep(unsigned long microseconds);
void *g_thread_join(GThread *thread);
void g_thread_pool_free(GThreadPool *pool, gboolean immediate, gboolean wait_);
void *g_async_queue_pop(GAsyncQueue *queue);
void *g_async_queue_try_pop(GAsyncQueue *queue);
void *g_async_queue_timeout_pop(GAsyncQueue *queue, unsigned long timeout);
void g_mutex_lock(GMutex *mutex);
gboolean g_mutex_trylock(GMutex *mutex);
void g_mutex_unlock(GMutex *mutex);
gboolean g_subprocess_wait(GSubprocess *subprocess, GCancellable *cancellable, GError **error);
gboolean g_subprocess_wait_finish(GSubprocess *subprocess, GAsyncResult *result, GError **error);
void *g_resolver_lookup_by_name(GResolver *resolver, const char *hostname, GCancellable *cancellable, GError **error);
}

task<int> load(int id);

task<void> waits(GThread *thread, GThreadPool *pool, GAsyncQueue *queue, GSubprocess *child, GResolver *names) {
  g_usleep(100);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'g_usleep' blocks the coroutine's thread: it parks the thread until the time is over [coro-blocking-call]
  g_thread_join(thread);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'g_thread_join' blocks the coroutine's thread: it waits until that thread has ended
  g_thread_pool_free(pool, FALSE, TRUE);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'g_thread_pool_free' blocks the coroutine's thread: it waits until the pool's threads are done
  g_async_queue_pop(queue);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'g_async_queue_pop' blocks the coroutine's thread: it parks the thread until the queue has an element
  g_async_queue_timeout_pop(queue, 100);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'g_async_queue_timeout_pop' blocks the coroutine's thread
  g_subprocess_wait(child, nullptr, nullptr);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'g_subprocess_wait' blocks the coroutine's thread: it waits until the child process has ended
  g_resolver_lookup_by_name(names, "a.example", nullptr, nullptr);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'g_resolver_lookup_by_name' blocks the coroutine's thread: it waits for the name server
  co_return;
}
task<void> asks(GThreadPool *pool, GAsyncQueue *queue, GSubprocess *child, GAsyncResult *ended) {
  g_usleep(0);
  g_async_queue_try_pop(queue);
  g_async_queue_timeout_pop(queue, 0);
  g_subprocess_wait_finish(child, ended, nullptr);
  g_thread_pool_free(pool, TRUE, FALSE);
  co_return;
}

task<int> under_a_lock(GMutex &mutex) {
  g_mutex_lock(&mutex);
  // CHECK: [[#@LINE-1]]:3: warning: 'mutex' stays locked while the coroutine is suspended
  int row = co_await load(1);
  g_mutex_unlock(&mutex);
  co_return row;
}
task<int> counted_first(GMutex &mutex, int &count) {
  g_mutex_lock(&mutex);
  ++count;
  g_mutex_unlock(&mutex);
  co_return co_await load(1);
}
