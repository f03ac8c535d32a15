//===- compile.cpp - corolint-models FILE...
//--------------------------------===//
//
// Checks and merges model files while corolint is built, and prints a source
// file that defines embeddedLayers(): no run of corolint has to read them
// again.
//
//===----------------------------------------------------------------------===//

#include "checks/base/Json.h"
#include "checks/models/ModelLayers.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

/// One that knows its length: to count takes more steps than compilers do.
static void literal(llvm::StringRef Text) {
  llvm::outs() << "llvm::StringLiteral(\"";
  llvm::outs().write_escaped(Text) << "\"), ";
}

/// A table in the order of the names, which is JSON's.
static void print(const char *Table, const nlohmann::json &Section,
                  const corolint::ModelLayers &All) {
  llvm::outs() << "static constexpr EmbeddedEntry " << Table << "[] = {\n";
  for (auto &[Name, Entry] : Section.items()) {
    llvm::outs() << "    {";
    literal(Name);
    literal(Entry.is_string() ? Entry.get<std::string>() : Entry.dump());
    auto Said = All.SaidBy.find(Name);
    literal(Said == All.SaidBy.end() ? "" : Said->second.first);
    literal(Said == All.SaidBy.end() ? "" : Said->second.second);
    llvm::outs() << "},\n";
  }
  llvm::outs() << "};\n\n";
}

int main(int Count, char **Words) {
  corolint::ModelLayers All;
  auto Add = [&](llvm::StringRef Path) -> llvm::Error {
    auto Buffer = llvm::MemoryBuffer::getFile(Path);
    if (!Buffer)
      return corolint::problem(Path + ": " + Buffer.getError().message());
    return All.add((*Buffer)->getBuffer(), llvm::sys::path::filename(Path));
  };
  for (char *Path : llvm::ArrayRef(Words + 1, Words + Count))
    if (auto E = Add(Path)) {
      llvm::errs() << toString(std::move(E)) << '\n';
      return 1;
    }
  llvm::outs() << "#include \"checks/base/Embedded.h\"\n#include <vector>\n\n"
                  "using corolint::EmbeddedEntry;\n\n";
  print("Types", All.Types, All);
  print("Functions", All.Functions, All);
  print("Headers", All.Headers, All);
  print("Twins", All.Twins, All);
  llvm::outs() << "static constexpr llvm::StringLiteral Files[] = {\n";
  for (const std::string &File : All.Files)
    literal(File);
  llvm::outs() << "};\n\n"
                  "corolint::EmbeddedLayers corolint::embeddedLayers() {\n"
                  "  static const std::vector<llvm::StringRef> Names(\n"
                  "      std::begin(Files), std::end(Files));\n"
                  "  return {Types, Functions, Headers, Twins, Names};\n}\n";
}
