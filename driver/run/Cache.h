//===- Cache.h - what earlier runs found out ------------------------------===//
//
// Was this command analysed before, by this very tool, configured like this,
// with every file that it reads as it is now? Then its report is kept in a
// directory, which may be shared by runs side by side, killed at any time, and
// carried to another machine: paths below the root are relative.
//
// Every input's contents are compared, system headers too, and what was asked
// for and not there must not be there now.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_RUN_CACHE_H
#define COROLINT_DRIVER_RUN_CACHE_H

#include "driver/run/Plan.h"
#include "driver/scan/Identifiers.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/xxhash.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace corolint {

struct Options;

class Cache {
public:
  static bool isWanted(const Options &O);

  /// None: nobody wants one, or there is no place for it.
  static std::optional<Cache> open(const Options &O);

  const std::string &directory() const { return Directory; }

  /// What is kept of these jobs, or nothing for each.
  std::vector<std::optional<TuReport>> find(const Plan &P,
                                            llvm::ArrayRef<size_t> Jobs);

  /// Keeps the report if there is nothing wrong with it. May be called from any
  /// process; that it fails is no trouble.
  void keep(const Job &J, const TuReport &R) const;

  /// What a command sees, without having been parsed: see Demand.
  struct Evidence {
    bool MayAwait = false;
    std::vector<std::string> Files;     ///< Sorted.
    std::vector<std::string> Missing;   ///< Not there; not told again.
    std::vector<IdentifierHash> Macros; ///< Of those that are not its own.
  };
  /// `EvidenceKey`: by what it was told whether anything can be awaited.
  std::optional<Evidence> evidenceOf(const Job &J, llvm::StringRef EvidenceKey);
  void keep(const Job &J, llvm::StringRef EvidenceKey, const Evidence &S);

  /// A preamble whose inputs are as they were.
  std::optional<Preamble> preambleOf(const std::string &Key);
  /// Where one can be written; "": nowhere.
  std::string newPreamble(llvm::StringRef Name) const;
  void keepPreamble(const std::string &Key, const Preamble &P);

  /// The lines of a header that reads what the unit may share, as long as the
  /// beginning of its text is `Head` and no other file that it reads changes.
  std::optional<std::string> sharedBy(const Job &J, llvm::StringRef Head);
  void keepShared(const Job &J, llvm::StringRef Head,
                  llvm::ArrayRef<std::string> Files, llvm::StringRef Lines);

  /// What the functions of the whole program do, for the editor.
  void keepProgram(const UnitSummary &Effects) const;

  /// Takes out what was not used for longest, until the rest is small enough.
  void trim() const;

  /// "14 of 20 reports from DIR, 1.2 MB there"
  std::string stats() const;

private:
  Cache(std::string Directory, std::string Root, uint64_t Limit);

  std::string rootless(llvm::StringRef What) const;
  std::string commandOf(const Job &J) const;
  std::optional<std::string> keyOf(const Job &J) const;
  /// What is kept under the key for the inputs as they are now, and which these
  /// are, if somebody asks.
  std::optional<std::string> valueOf(llvm::StringRef Kind,
                                     const std::string &Key,
                                     std::vector<ReadFile> *Inputs = nullptr);
  /// `Value` comes last: what it speaks of is there by then.
  void keep(llvm::StringRef Kind, const std::string &Key,
            llvm::ArrayRef<ReadFile> Inputs, llvm::StringRef Value) const;
  const std::string &hashOf(const std::string &File);
  std::string spelled(llvm::StringRef Path) const; ///< Below the root or not.
  std::string absolute(llvm::StringRef Path) const;

  std::string Directory, Root;
  uint64_t Limit; ///< Bytes.
  std::string Tool;
  llvm::StringMap<std::string> Hashes;
  /// Of files outside of the root: their names, and their hash as it is now.
  struct FileSet {
    std::vector<std::string> Files;
    std::string Hash;
  };
  const FileSet &setOf(llvm::StringRef Name);
  llvm::StringMap<FileSet> Sets;
  llvm::StringMap<std::vector<IdentifierHash>> Macros;
  size_t Asked = 0, Found = 0;
};

} // namespace corolint

#endif
