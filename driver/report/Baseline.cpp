#include "driver/report/Baseline.h"
#include "checks/base/Json.h"
#include "checks/base/Sources.h"
#include "driver/report/Fingerprint.h"
#include "driver/unit/FindingJson.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <map>

using namespace corolint;

static constexpr llvm::StringLiteral Kind = "corolint-baseline";

/// An entry for each alert, silenced ones too: they count for fingerprints.
static std::vector<Baseline::Entry>
entriesOf(llvm::ArrayRef<Alert> Alerts, Sources &Texts, llvm::StringRef Root) {
  Fingerprints Names;
  std::vector<Baseline::Entry> All;
  for (const Alert &A : Alerts) {
    const Finding &F = A.What;
    std::string File = pathBelow(Root, F.At.File);
    std::string Name = Names.of(F, File, Texts.line(F.At.File, F.At.Line));
    All.push_back({F.Check, File, F.Function, F.Message, Name});
  }
  return All;
}

Baseline Baseline::of(llvm::ArrayRef<Alert> Alerts, Sources &Texts,
                      llvm::StringRef Root) {
  Baseline B;
  std::vector<Entry> Entries = entriesOf(Alerts, Texts, Root);
  for (size_t I = 0; I != Alerts.size(); ++I)
    if (!Alerts[I].SilencedBy)
      B.All.push_back(std::move(Entries[I]));
  llvm::sort(B.All);
  return B;
}

std::string Baseline::text() const {
  std::string Text =
      "{\"kind\": \"" + Kind.str() + "\", \"version\": 1, \"findings\": [";
  const char *Before = "\n";
  for (const Entry &E : All) {
    Json J = {{"check", E.Check},
              {"file", E.File},
              {"function", E.Function},
              {"words", E.Message},
              {"fingerprint", E.Fingerprint}};
    Text += Before +
            J.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    Before = ",\n";
  }
  return Text + "\n]}\n";
}

llvm::Expected<Baseline> Baseline::read(const std::string &File) {
  auto Text = readFile(File);
  if (!Text)
    return problem("cannot read the baseline '" + File +
                   "': " + Text.getError().message() +
                   "; write it with --write-baseline");
  auto J = parseJson((*Text)->getBuffer(), File);
  if (!J)
    return J.takeError();
  if (stringAt(*J, "kind") != Kind)
    return problem(File + ": not a baseline that corolint wrote");
  Baseline B;
  auto AsIs = [](llvm::StringRef Path) { return Path.str(); };
  JsonReader Read(*J, AsIs);
  if (Read.number("version") != 1)
    return problem(File + ": of another version of corolint; write it anew "
                          "with --write-baseline");
  for (JsonReader E : Read.items("findings"))
    B.All.push_back({E.text("check"), E.text("file"), E.text("function"),
                     E.text("words"), E.text("fingerprint")});
  llvm::sort(B.All);
  return B;
}

std::vector<Baseline::Entry> Baseline::mark(std::vector<Alert> &Alerts,
                                            Sources &Texts,
                                            llvm::StringRef Root) const {
  std::vector<Entry> Now = entriesOf(Alerts, Texts, Root);
  std::vector<char> IsUsed(All.size());
  // The same line first; then the same function of the same file, then of any.
  using Key = std::vector<std::string>;
  auto Pass = [&](auto KeyOf) {
    std::map<Key, std::vector<size_t>> Known;
    for (size_t I = All.size(); I-- != 0;)
      if (!IsUsed[I])
        Known[KeyOf(All[I])].push_back(I);
    for (size_t I = 0; I != Alerts.size(); ++I) {
      if (Alerts[I].SilencedBy || Alerts[I].IsKnown)
        continue;
      std::vector<size_t> &Left = Known[KeyOf(Now[I])];
      if (Left.empty())
        continue;
      IsUsed[Left.back()] = true;
      Left.pop_back();
      Alerts[I].IsKnown = true;
    }
  };
  Pass([](const Entry &E) { return Key{E.File, E.Fingerprint}; });
  Pass([](const Entry &E) {
    return Key{E.Check, E.File, E.Function, E.Message};
  });
  Pass([](const Entry &E) { return Key{E.Check, E.Function, E.Message}; });
  std::vector<Entry> Gone;
  for (size_t I = 0; I != All.size(); ++I)
    if (!IsUsed[I])
      Gone.push_back(All[I]);
  return Gone;
}
