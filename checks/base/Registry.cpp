#include "checks/base/Registry.h"
#include "checks/base/Embedded.h"
#include "checks/base/Nearest.h"
#include "clang-tidy/GlobList.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace corolint {
#define CHECK(Value, Name, Stage) extern const Check Value;
#include "checks/checks.def"
#undef CHECK
} // namespace corolint

using namespace corolint;

llvm::StringRef corolint::spell(Precision P) {
  switch (P) {
  case Precision::VeryHigh:
    return "very-high";
  case Precision::High:
    return "high";
  case Precision::Medium:
    return "medium";
  }
  return "medium";
}

llvm::StringRef Selection::option(const Check &C, llvm::StringRef Key) const {
  auto Set = Options.find((C.Id + "." + Key).str());
  if (Set != Options.end())
    return Set->second;
  for (const CheckOption &O : C.Options)
    if (O.Key == Key)
      return O.Default;
  return "";
}

bool Selection::audits() const { return Options.lookup(AuditKey) == "on"; }

bool Selection::looksAtHandlers(const Check &C) const {
  return !C.HandlersKey.empty() && option(C, C.HandlersKey) != "off";
}

Level Selection::mostInHandlers(const Check &C) const {
  return parseLevel(option(C, C.HandlersKey)).value_or(Level::Error);
}

Level Selection::mostInTests(const Check &C) const {
  return parseLevel(option(C, C.TestsKey)).value_or(Level::Error);
}

llvm::ArrayRef<const Check *> corolint::allChecks() {
  static const Check *const All[] = {
#define CHECK(Value, Name, Stage) &Value,
#include "checks/checks.def"
#undef CHECK
  };
  return All;
}

template <typename Test> static const Check *checkThat(Test Is) {
  auto All = allChecks();
  const auto *It = llvm::find_if(All, [&](const Check *C) { return Is(*C); });
  return It == All.end() ? nullptr : *It;
}

bool corolint::isPreview(const Check &C) {
  enum Stage { Stable, Preview };
  static const std::pair<const Check *, Stage> Stages[] = {
#define CHECK(Value, Name, Stage) {&Value, Stage},
#include "checks/checks.def"
#undef CHECK
  };
  return llvm::is_contained(Stages, std::pair(&C, Preview));
}

const Check *corolint::findCheck(llvm::StringRef Id) {
  return checkThat([&](const Check &C) { return C.Id == Id; });
}

const Check *corolint::checkOfEffect(llvm::StringRef Kind) {
  return checkThat(
      [&](const Check &C) { return C.ReportsEffect && C.ReportsEffect(Kind); });
}

bool corolint::nameOurChecks(llvm::StringRef Globs) {
  llvm::SmallVector<llvm::StringRef> Parts;
  Globs.split(Parts, ',');
  return llvm::any_of(Parts, [](llvm::StringRef Glob) {
    Glob = Glob.trim();
    Glob.consume_front("-");
    return Glob.trim().starts_with("coro");
  });
}

bool corolint::switchesAllOff(llvm::StringRef Globs) {
  return Globs.rtrim(", \t\n").rsplit(',').second.trim() == "-*" ||
         Globs.trim(", \t\n") == "-*";
}

std::string corolint::noSuchCheck(llvm::StringRef Name) {
  std::vector<llvm::StringRef> Ids;
  for (const Check *C : allChecks())
    Ids.push_back(C->Id);
  return ("there is no check '" + Name + "'" + didYouMean(Name, Ids)).str();
}

std::vector<std::string> corolint::strayNames(llvm::StringRef Globs) {
  std::vector<std::string> Stray;
  for (llvm::StringRef Glob : llvm::split(Globs, ',')) {
    Glob = Glob.trim();
    Glob.consume_front("-");
    if (!Glob.starts_with("coro-"))
      continue;
    clang::tidy::GlobList Named(Glob);
    if (checkThat([&](const Check &C) { return Named.contains(C.Id); }))
      continue;
    Stray.push_back(Glob.contains('*')
                        ? ("no check is like '" + Glob + "'").str()
                        : noSuchCheck(Glob));
  }
  return Stray;
}

llvm::StringRef corolint::pageOf(const Check &C) {
  for (const EmbeddedFile &Page : embeddedPages())
    if (Page.Name == C.Id)
      return Page.Text;
  return "";
}

llvm::StringRef corolint::siteUrl() { return COROLINT_SITE; }

std::string corolint::linkedPageOf(const Check &C) {
  llvm::StringRef Rest = pageOf(C);
  std::string Text;
  for (size_t At; (At = Rest.find("](")) != Rest.npos;) {
    Text += Rest.take_front(At += 2);
    Rest = Rest.drop_front(At);
    auto [Page, Anchor] =
        Rest.take_until([](char C) { return C == ')'; }).split('#');
    // What a lambda takes in an example is no link.
    llvm::StringRef Name = Page;
    if (!Name.consume_back(".md") || Name.contains("://"))
      continue;
    Text += COROLINT_SITE;
    Text += Name.consume_front("../") ? "/" : "/checks/";
    Text += (Name + ".html").str();
    Rest = Rest.drop_front(Page.size());
  }
  return Text + Rest.str();
}

/// The first there, on one line, without Markdown's backquotes.
static std::string paragraphIn(llvm::StringRef Rest) {
  Rest = Rest.ltrim();
  std::string Summary;
  for (llvm::StringRef Line; !Rest.empty();) {
    std::tie(Line, Rest) = Rest.split('\n');
    if (Line.trim().empty())
      break;
    if (!Summary.empty())
      Summary += ' ';
    for (char Ch : Line.trim())
      if (Ch != '`')
        Summary += Ch;
  }
  return Summary;
}

std::string corolint::summaryOf(const Check &C) {
  // "# coro-x" stands before it.
  return paragraphIn(pageOf(C).split('\n').second);
}

std::string corolint::reasonOf(const Check &C) {
  std::string Why =
      paragraphIn(pageOf(C).split("\n## Why it matters\n").second);
  return Why.empty() ? summaryOf(C) : summaryOf(C) + " " + Why;
}

std::string corolint::pageUrlOf(const Check &C) {
  return COROLINT_SITE "/checks/" + C.Id.str() + ".html";
}
