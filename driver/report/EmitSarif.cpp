#include "checks/base/Registry.h"
#include "checks/base/Sources.h"
#include "driver/report/Emit.h"
#include "driver/report/Fingerprint.h"
#include "driver/report/Markdown.h"
#include "driver/unit/FindingJson.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <map>
#include <numeric>

using namespace corolint;

/// "the task is dropped" → "The task is dropped."
static std::string sentence(llvm::StringRef Words) {
  std::string Text = Words.str();
  if (!Text.empty())
    Text[0] = llvm::toUpper(Text[0]);
  return Text.empty() || Text.back() == '.' ? Text : Text + ".";
}

/// What stands in the brackets of a link.
static std::string inBrackets(llvm::StringRef Words) {
  std::string Out;
  for (char C : Words) {
    if (C == '[' || C == ']' || C == '\\')
      Out += '\\';
    Out += C;
  }
  return Out;
}

/// What brackets mean in a message is a link.
static std::string withoutLinks(llvm::StringRef Words) {
  return Words.contains("](") ? inBrackets(Words) : Words.str();
}

static Json text(llvm::StringRef Words) { return {{"text", sentence(Words)}}; }

static std::string percentEncoded(llvm::StringRef Path) {
  std::string Out;
  for (unsigned char C : Path) {
    if (llvm::isAlnum(C) || llvm::StringRef("-._~/").contains(C))
      Out += C;
    else
      Out += "%" + llvm::utohexstr(C, /*LowerCase=*/false, /*Width=*/2);
  }
  return Out;
}

static llvm::StringRef levelOf(Level L) {
  switch (L) {
  case Level::Error:
    return "error";
  case Level::Warning:
    return "warning";
  case Level::Note:
  case Level::Hint:
    return "note";
  case Level::Off:
    return "none";
  }
  return "none";
}

static llvm::StringRef severityOf(Level L) {
  return L == Level::Error     ? "error"
         : L == Level::Warning ? "warning"
                               : "recommendation";
}

/// "coro-unawaited-task" → "UnawaitedTask"
static std::string camelCaseName(const Check &C) {
  llvm::StringRef Id = C.Id;
  Id.consume_front("coro-");
  std::string Name;
  bool Up = true;
  for (char Ch : Id) {
    if (Ch != '-')
      Name += Up ? llvm::toUpper(Ch) : Ch;
    Up = Ch == '-';
  }
  return Name;
}

/// What GitHub takes for a rule's short texts.
static std::string atMost1024(std::string Text) {
  if (Text.size() > 1024)
    Text.resize(1024);
  return Text;
}

static Json rules() {
  Json Rules = Json::array();
  for (const Check *C : allChecks()) {
    std::string Summary = summaryOf(*C);
    if (Summary.empty())
      Summary = C->Id.str();
    std::string Page = linkedPageOf(*C);
    if (Page.empty())
      Page = Summary;
    Json Tags = Json::array();
    for (llvm::StringRef Tag : C->Tags.take_front(10))
      Tags.push_back(Tag.str());
    Rules.push_back(
        {{"id", C->Id.str()},
         {"name", camelCaseName(*C)},
         {"shortDescription", text(atMost1024(Summary))},
         {"fullDescription", text(atMost1024(reasonOf(*C)))},
         {"helpUri", pageUrlOf(*C)},
         {"help", {{"text", plainText(Page)}, {"markdown", Page}}},
         {"defaultConfiguration",
          {{"enabled", !isPreview(*C)}, {"level", levelOf(C->Severity).str()}}},
         {"properties",
          {{"precision", spell(C->Precision).str()},
           {"problem.severity", severityOf(C->Severity).str()},
           {"tags", std::move(Tags)}}}});
  }
  return Rules;
}

namespace {

class SarifRun {
public:
  SarifRun(const Outcome &O, Sources &Texts) : O(O), Texts(Texts) {}

  Json json() {
    return {
        {"tool",
         {{"driver",
           {{"name", "corolint"},
            {"version", COROLINT_VERSION},
            {"semanticVersion", COROLINT_VERSION},
            {"informationUri", siteUrl().str()},
            {"rules", rules()},
            {"notifications", notificationKinds()}}}}},
        {"automationDetails", {{"id", O.SarifCategory + "/"}}},
        {"columnKind", "utf16CodeUnits"},
        {"originalUriBaseIds",
         {{"SRCROOT",
           {{"uri", "file://" + percentEncoded(O.Root) +
                        (llvm::StringRef(O.Root).ends_with("/") ? "" : "/")},
            {"description",
             text("the directory that the paths are relative to")}}}}},
        {"invocations", Json::array({invocation()})},
        {"results", results()}};
  }

private:
  Json results() {
    // Fingerprints count equal findings, whatever the order of the results.
    std::vector<Json> All;
    for (const Alert &A : O.Alerts)
      All.push_back(result(A));
    Json Results = Json::array();
    for (size_t I : loudestFirst())
      Results.push_back(std::move(All[I]));
    return Results;
  }

  /// Of too many results, code scanning takes any; so the best are chosen here.
  std::vector<size_t> loudestFirst() const {
    std::vector<size_t> Order(O.Alerts.size());
    std::iota(Order.begin(), Order.end(), 0);
    llvm::sort(Order, [&](size_t A, size_t B) {
      const Alert &L = O.Alerts[A], &R = O.Alerts[B];
      return std::tuple(L.isQuiet(), R.What.Severity, A) <
             std::tuple(R.isQuiet(), L.What.Severity, B);
    });
    if (Order.size() > MostResults)
      Order.resize(MostResults);
    return Order;
  }

  Json result(const Alert &A) {
    const Finding &F = A.What;
    const auto *Rule = llvm::find_if(
        allChecks(), [&](const Check *C) { return C->Id == F.Check; });
    Json Result = {
        {"ruleId", F.Check},
        {"ruleIndex", Rule - allChecks().begin()},
        {"level", levelOf(F.Severity).str()},
        {"locations", Json::array({location(F.At)})},
        {"partialFingerprints",
         {{"primaryLocationLineHash", lineHash(F.At)},
          {"corolint/v1", Names.of(F, pathBelow(O.Root, F.At.File),
                                   Texts.line(F.At.File, F.At.Line))}}}};
    if (!F.Function.empty())
      Result["locations"][0]["logicalLocations"] = Json::array(
          {{{"fullyQualifiedName", F.Function}, {"kind", "function"}}});
    if (llvm::any_of(F.Notes, [](const Note &N) { return N.IsStep; }))
      Result["codeFlows"] = Json::array({codeFlow(F)});
    int Id = 0;
    std::string Words = sentence(withoutLinks(F.Message));
    for (const Note &N : F.Notes) {
      if (N.IsStep)
        continue;
      Json Related = {{"id", ++Id}};
      Words += " [" +
               inBrackets(llvm::StringRef(sentence(N.Message)).rtrim('.')) +
               "](" + std::to_string(Id) + ").";
      Related.update(location(N.At));
      Related["message"] = text(N.Message);
      Result["relatedLocations"].push_back(std::move(Related));
    }
    Result["message"] = {{"text", Words}};
    for (const Fix &X : F.Fixes)
      Result["fixes"].push_back(fix(X));
    if (A.SilencedBy) {
      Json By = {{"kind", "inSource"},
                 {"location", location(A.SilencedBy->At)}};
      if (!A.SilencedBy->Reason.empty())
        By["justification"] = A.SilencedBy->Reason;
      Result["suppressions"] = Json::array({std::move(By)});
    } else if (A.IsKnown)
      Result["suppressions"] = Json::array(
          {{{"kind", "external"}, {"justification", "in the baseline"}}});
    return Result;
  }

  /// From the finding to what it is about, step by step.
  Json codeFlow(const Finding &F) {
    Json Steps = Json::array();
    auto Add = [&](const Place &At, llvm::StringRef Words) {
      Json Where = location(At);
      Where["message"] = text(Words);
      Steps.push_back(
          {{"location", std::move(Where)}, {"nestingLevel", Steps.size()}});
    };
    Add(F.At, F.Message);
    for (const Note &N : F.Notes)
      if (N.IsStep)
        Add(N.At, N.Message);
    return {{"threadFlows", Json::array({{{"locations", std::move(Steps)}}})}};
  }

  Json artifact(llvm::StringRef File) {
    std::string Relative = pathBelow(O.Root, File);
    if (Relative == File)
      return {{"uri", "file://" + percentEncoded(File)}};
    return {{"uri", percentEncoded(Relative)}, {"uriBaseId", "SRCROOT"}};
  }

  Json location(const Place &P) {
    llvm::StringRef Line = Texts.line(P.File, P.Line);
    Json Physical = {{"artifactLocation", artifact(P.File)}};
    if (P.Line)
      Physical["region"] = {
          {"startLine", P.Line},
          {"startColumn", 1 + utf16Length(Line.take_front(P.Column - 1))},
          {"endLine", P.Line},
          {"endColumn", 1 + utf16Length(Line.take_front(P.EndColumn - 1))}};
    if (llvm::StringRef Code = Line.slice(P.Column - 1, P.EndColumn - 1);
        P.Line && !Code.empty())
      Physical["region"]["snippet"] = {{"text", Code.str()}};
    return {{"physicalLocation", std::move(Physical)}};
  }

  Json fix(const Fix &X) {
    std::map<std::string, Json> ByFile;
    for (const Edit &E : X.Edits) {
      auto [Line, Before] = Texts.before(E.File, E.Offset);
      auto [EndLine, BeforeEnd] = Texts.before(E.File, E.Offset + E.Length);
      Json Replacement = {{"deletedRegion",
                           {{"startLine", Line},
                            {"startColumn", 1 + utf16Length(Before)},
                            {"endLine", EndLine},
                            {"endColumn", 1 + utf16Length(BeforeEnd)}}}};
      if (!E.Text.empty())
        Replacement["insertedContent"] = {{"text", E.Text}};
      ByFile[E.File].push_back(std::move(Replacement));
    }
    Json Changes = Json::array();
    for (auto &[File, Replacements] : ByFile)
      Changes.push_back({{"artifactLocation", artifact(File)},
                         {"replacements", std::move(Replacements)}});
    return {{"description", text(X.Title)},
            {"artifactChanges", std::move(Changes)}};
  }

  std::string lineHash(const Place &P) {
    auto [It, IsNew] = Hashes.try_emplace(P.File);
    if (IsNew)
      It->second = lineHashes(Texts.text(P.File));
    return P.Line < It->second.size() ? It->second[P.Line] : "0:1";
  }

  static constexpr size_t MostResults = 5000; ///< GitHub's, for each run.
  static constexpr TuStatus Troubles[] = {TuStatus::Errors, TuStatus::Failed,
                                          TuStatus::Crashed,
                                          TuStatus::TimedOut};

  Json notificationKinds() {
    Json Kinds = Json::array();
    for (TuStatus S : Troubles)
      Kinds.push_back({{"id", "tu-" + spell(S).str()},
                       {"shortDescription", text(meaning(S))},
                       {"fullDescription", text(meaning(S))},
                       {"help", text(meaning(S))},
                       {"defaultConfiguration", {{"level", "error"}}}});
    Json Cut = text("there were more findings than a report may have");
    Kinds.push_back({{"id", "cut"},
                     {"shortDescription", Cut},
                     {"fullDescription", Cut},
                     {"help", Cut},
                     {"defaultConfiguration", {{"level", "warning"}}}});
    return Kinds;
  }

  Json invocation() {
    Json Notifications = Json::array();
    for (const TuReport &R : O.Units) {
      const auto *Kind = llvm::find(Troubles, R.Status);
      if (Kind == std::end(Troubles))
        continue;
      Place At;
      At.File = R.File;
      if (!R.Errors.empty())
        At = R.Errors.front().At;
      Json L = {
          {"physicalLocation", {{"artifactLocation", artifact(At.File)}}}};
      if (At.Line)
        L["physicalLocation"]["region"] = {{"startLine", At.Line}};
      Notifications.push_back({{"descriptor",
                                {{"id", "tu-" + spell(R.Status).str()},
                                 {"index", Kind - std::begin(Troubles)}}},
                               {"level", "error"},
                               {"message", text(troubleOf(R))},
                               {"locations", Json::array({std::move(L)})}});
    }
    bool Complete = Notifications.empty();
    if (O.Alerts.size() > MostResults)
      Notifications.push_back(
          {{"descriptor", {{"id", "cut"}, {"index", std::size(Troubles)}}},
           {"level", "warning"},
           {"message",
            text("only the " + std::to_string(MostResults) +
                 " most severe of " + std::to_string(O.Alerts.size()) +
                 " findings are in this file, as many as code scanning "
                 "takes")}});
    return {{"executionSuccessful", Complete},
            {"exitCode", O.ExitCode},
            {"toolExecutionNotifications", std::move(Notifications)}};
  }

  const Outcome &O;
  Sources &Texts;
  Fingerprints Names;
  std::map<std::string, std::vector<std::string>> Hashes;
};

} // namespace

void corolint::emitSarif(const Outcome &O, Sources &Texts,
                         llvm::raw_ostream &Out) {
  Out << print({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                {"version", "2.1.0"},
                {"runs", Json::array({SarifRun(O, Texts).json()})}});
}
