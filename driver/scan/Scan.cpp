#include "driver/scan/Scan.h"
#include "checks/base/Sources.h"
#include "driver/input/Command.h"
#include "driver/input/Toolchain.h"
#include "clang/DependencyScanning/DependencyScanningService.h"
#include "clang/Tooling/DependencyScanningTool.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/ThreadPool.h"
#include <nlohmann/json.hpp>

using namespace corolint;
namespace deps = clang::dependencies;

namespace {

/// Takes the names of the files, and nothing else.
class FileNames : public deps::DependencyConsumer {
public:
  std::vector<std::string> All;

  void handleFileDependency(llvm::StringRef File) override {
    All.push_back(File.str());
  }
  void
  handleDependencyOutputOpts(const clang::DependencyOutputOptions &) override {}
  void handlePrebuiltModuleDependency(deps::PrebuiltModuleDep) override {}
  void handleModuleDependency(deps::ModuleDeps) override {}
  void handleDirectModuleDependency(deps::ModuleID) override {}
  void handleVisibleModule(std::string) override {}
  void handleContextHash(std::string) override {}
};

class NoModules : public deps::DependencyActionController {
public:
  std::string lookupModuleOutput(const deps::ModuleDeps &,
                                 deps::ModuleOutputKind) override {
    return "";
  }
};

} // namespace

static std::optional<std::vector<std::string>>
filesOf(const Command &C, deps::DependencyScanningService &Shared) {
  deps::DependencyScanningWorker Worker(Shared,
                                        llvm::vfs::createPhysicalFileSystem());
  FileNames Files;
  NoModules Controller;
  clang::DiagnosticConsumer Errors; // counts them
  if (!clang::tooling::computeDependencies(Worker, C.Directory, C.Args, Files,
                                           Controller, Errors) ||
      Errors.getNumErrors() || Files.All.empty())
    return std::nullopt;
  return std::move(Files.All);
}

/// A list of files, and for each command a list of indices, or null.
static std::string scanHere(llvm::ArrayRef<const Command *> Commands,
                            unsigned Threads) {
  knowAllTargets();
  deps::DependencyScanningService Shared(
      deps::ScanningMode::DependencyDirectivesScan,
      deps::ScanningOutputFormat::Make);
  std::vector<std::optional<std::vector<std::string>>> Found(Commands.size());
  llvm::DefaultThreadPool Pool(llvm::hardware_concurrency(Threads));
  for (size_t I = 0; I != Commands.size(); ++I)
    Pool.async([&, I] { Found[I] = filesOf(*Commands[I], Shared); });
  Pool.wait();

  nlohmann::json Files = nlohmann::json::array(), Of = nlohmann::json::array();
  llvm::StringMap<unsigned> Spelled, Real;
  for (size_t I = 0; I != Commands.size(); ++I) {
    nlohmann::json &Unit = Of.emplace_back();
    if (!Found[I])
      continue;
    Unit = nlohmann::json::array();
    for (const std::string &Name : *Found[I]) {
      llvm::SmallString<256> Path(Name);
      llvm::sys::path::make_absolute(Commands[I]->Directory, Path);
      auto [It, New] = Spelled.try_emplace(Path);
      if (New) {
        std::string File = realPath(Path);
        auto [Known, IsNew] = Real.try_emplace(File, Files.size());
        if (IsNew)
          Files.push_back(File);
        It->second = Known->second;
      }
      Unit.push_back(It->second);
    }
  }
  nlohmann::json All = {{"files", std::move(Files)}, {"of", std::move(Of)}};
  return All.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

static std::optional<Inclusions> read(const std::string &Text, size_t Count) {
  auto J = nlohmann::json::parse(Text, nullptr, /*allow_exceptions=*/false);
  Inclusions All;
  if (!J.is_object() || !J["of"].is_array() || J["of"].size() != Count)
    return std::nullopt;
  for (const nlohmann::json &File : J["files"])
    All.Files.push_back(File.get<std::string>());
  for (const nlohmann::json &Unit : J["of"]) {
    auto &Of = All.Of.emplace_back();
    if (Unit.is_array())
      Of = Unit.get<std::vector<unsigned>>();
  }
  return All;
}

llvm::Expected<Inclusions>
corolint::scan(llvm::ArrayRef<const Command *> Commands, PoolLimits Limits) {
  std::optional<Inclusions> All;
  llvm::Error Failed = runForked(
      1, {1, Limits.Seconds},
      [&](size_t) { return scanHere(Commands, Limits.AtOnce); },
      [&](size_t, Ending E) {
        if (E.How == Ending::Done)
          All = read(E.Text, Commands.size());
      });
  if (Failed)
    return std::move(Failed);
  if (!All) {
    All.emplace();
    All->Of.resize(Commands.size());
  }
  return std::move(*All);
}
