//===- LspServer.h - what the language server knows and does --------------===//
//
// Which files are open, what was found in each, and what is to be done next?
// Messages are taken on one thread; runs are waited for on another, one after
// the other. A run whose text is no longer shown is ended.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_COMMANDS_LSPSERVER_H
#define COROLINT_DRIVER_COMMANDS_LSPSERVER_H

#include "checks/base/Finding.h"
#include "driver/commands/LspRun.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/LSP/Transport.h"
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <thread>

namespace corolint {

/// What LLVM's protocol has no type for: it is read where it is needed.
struct AnyJson {
  llvm::json::Value Of = nullptr;

  const llvm::json::Object *getAsObject() const { return Of.getAsObject(); }
};

inline bool fromJSON(const llvm::json::Value &From, AnyJson &To,
                     llvm::json::Path) {
  To.Of = From;
  return true;
}

/// JSON that is made when it is sent: what is given ready is copied first, and
/// an object of JSON takes 4 KB.
struct MadeJson {
  llvm::function_ref<llvm::json::Value()> Make;
};

inline llvm::json::Value toJSON(const MadeJson &J) { return J.Make(); }

class LspServer {
public:
  explicit LspServer(llvm::lsp::JSONTransport &Client);
  ~LspServer();

  llvm::Error run();
  bool saidGoodbye() const { return IsLeaving; }

private:
  using Json = llvm::json::Value;
  using Reply = llvm::lsp::Callback<Json>;
  using Clock = std::chrono::steady_clock;

  struct Document {
    std::string Uri, Text;
    int64_t Version = 0;
    bool IsDirty = false; ///< Not as on the disk.
    bool IsToBeRun = false;
    Clock::time_point Due;
    std::vector<Finding> Found;
    std::string FoundIn; ///< The text that `Found` is about.
    /// The file of the database that includes it, or itself; "": not known yet.
    std::string Through;
  };

  // Messages.
  void initialize(const AnyJson &, Reply);
  void initialized(const AnyJson &) {}
  void shutdown(const AnyJson &, Reply);
  void didOpen(const AnyJson &);
  void didChange(const AnyJson &);
  void didSave(const AnyJson &);
  void didClose(const AnyJson &);
  void didChangeFolders(const AnyJson &);
  void configure(const AnyJson &);
  void cancelProgress(const AnyJson &);
  void codeAction(const AnyJson &, Reply);
  void hover(const AnyJson &, Reply);
  void inlayHint(const AnyJson &, Reply);
  void executeCommand(const AnyJson &, Reply);

  // The other thread.
  void work();
  void analyse(const std::string &Path);
  void prepare(const std::string &Path);
  std::optional<LspRun::Answer> ask(const std::string &Path,
                                    std::vector<std::string> Words);
  std::vector<std::string> readAs(const std::string &Path) const;
  std::optional<std::vector<Finding>> findings(const std::string &Path,
                                               std::vector<std::string> Words);
  void later(std::function<void()> Job);

  void schedule(Document &D, std::chrono::milliseconds Wait);
  void publish(const Document &D);
  void log(const llvm::Twine &Words);
  void begin(llvm::StringRef Title);
  void endProgress();
  std::string rootOf(llvm::StringRef Path) const;
  ShownTexts dirtyTexts() const;
  void set(const llvm::json::Object *Options);

  llvm::lsp::JSONTransport &Client;
  llvm::lsp::MessageHandler Messages;
  llvm::lsp::OutgoingNotification<MadeJson> Publish;
  llvm::lsp::OutgoingNotification<Json> Log, Progress;
  llvm::lsp::OutgoingRequest<Json> CreateProgress, ApplyEdit;

  mutable std::mutex Guard;
  std::condition_variable Woken;
  std::map<std::string, Document> Open; ///< By path.
  std::deque<std::function<void()>> Jobs;
  std::vector<std::string> Roots;
  std::string Pages, Running, Token, LastTrouble;
  std::string ToPrepare; ///< A path; what was opened last.
  std::string Preparing; ///< A path, while it is prepared.
  std::vector<std::string> ExtraArgs;
  bool ShowsHints = false, ShowsProgress = false, IsLeaving = false;
  bool IsStopped = false;
  int64_t Asked = 0;
  LspRun Run;
  std::thread Worker;
};

} // namespace corolint

#endif
