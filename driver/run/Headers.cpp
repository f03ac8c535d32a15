#include "driver/run/Headers.h"
#include "checks/base/Sources.h"
#include "driver/base/Console.h"
#include "driver/input/CompileDb.h"
#include "driver/options/Options.h"
#include "driver/scan/Scan.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

using namespace corolint;
namespace path = llvm::sys::path;

/// How many directories both paths begin with.
static size_t sharedDirectories(llvm::StringRef A, llvm::StringRef B) {
  size_t Count = 0;
  auto I = path::begin(A), EndA = path::end(A);
  auto J = path::begin(B), EndB = path::end(B);
  for (; I != EndA && J != EndB && *I == *J; ++I, ++J)
    ++Count;
  return Count;
}

/// Those that are likely to include the file come first: of its name, then of a
/// directory near it.
static std::vector<const Command *> nearestFirst(llvm::ArrayRef<Command> Units,
                                                 llvm::StringRef File) {
  using Nearness = std::tuple<bool, size_t>;
  std::vector<std::pair<Nearness, const Command *>> Near;
  for (const Command &C : Units)
    if (C.Speaks == Command::Cxx && C.Refused.empty())
      Near.emplace_back(Nearness(path::stem(C.File) == path::stem(File),
                                 sharedDirectories(realPath(C.File), File)),
                        &C);
  // They are in one array.
  llvm::sort(Near, [](const auto &A, const auto &B) {
    return std::tuple(B.first, A.second) < std::tuple(A.first, B.second);
  });
  std::vector<const Command *> Order;
  for (const auto &[How, C] : Near)
    Order.push_back(C);
  return Order;
}

/// The first of the units that includes the file.
static llvm::Expected<const Command *>
firstToInclude(llvm::StringRef File, llvm::ArrayRef<const Command *> Units,
               Inclusions &Read, const Options &O) {
  // The nearest mostly do, and the others may be many.
  constexpr size_t FewUnits = 16;
  for (size_t Most : {FewUnits, Units.size()}) {
    auto Some = Units.take_front(Most);
    if (llvm::Error E =
            Read.follow(Some, {O.Jobs, O.Timeout, uint64_t(O.Memory) << 20}))
      return std::move(E);
    for (const Command *C : Some)
      if (const UnitInclusions *Of = Read.of(*C))
        for (unsigned I : Of->Files)
          if (Read.Files[I] == File)
            return C;
  }
  return nullptr;
}

llvm::Error corolint::lookThroughUnits(std::vector<Command> &Commands,
                                       const Options &O) {
  if (llvm::all_of(Commands,
                   [](const Command &C) { return C.GuessedFrom.empty(); }))
    return llvm::Error::success();
  auto Units = allCommands(O);
  if (!Units)
    return Units.takeError();
  Inclusions Read;
  std::vector<Command> Now;
  for (Command &C : Commands) {
    if (C.GuessedFrom.empty()) {
      Now.push_back(std::move(C));
      continue;
    }
    std::string File = realPath(C.File);
    auto Through = firstToInclude(File, nearestFirst(*Units, File), Read, O);
    if (!Through)
      return Through.takeError();
    std::string Name = pathBelow(workingDirectory(), File);
    if (!*Through) {
      if (!O.Quiet)
        sayRemark(Name +
                  ": no file of the database includes it; read with the "
                  "flags of " +
                  pathBelow(workingDirectory(), C.GuessedFrom));
      Now.push_back(std::move(C));
      continue;
    }
    if (!O.Quiet)
      sayRemark(Name + ": looked at through " +
                pathBelow(workingDirectory(), (*Through)->File) +
                ", which includes it");
    Command Unit = **Through;
    auto Same = llvm::find_if(Now, [&](const Command &Other) {
      return Other.File == Unit.File && Other.Args == Unit.Args;
    });
    if (Same == Now.end()) {
      Unit.OnlyIn = {File};
      Now.push_back(std::move(Unit));
    } else if (!Same->OnlyIn.empty()) {
      Same->OnlyIn.push_back(File);
    }
  }
  // The unit may be named too, later: then all of it is asked for.
  Commands.clear();
  for (const Command &C : Now)
    if (C.OnlyIn.empty() || llvm::none_of(Now, [&](const Command &Whole) {
          return Whole.OnlyIn.empty() && Whole.File == C.File &&
                 Whole.Args == C.Args;
        }))
      Commands.push_back(C);
  return llvm::Error::success();
}
