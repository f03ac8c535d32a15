#include "driver/unit/TuReport.h"
#include "checks/base/Json.h"
#include "llvm/ADT/StringExtras.h"
#include <map>

using namespace corolint;

static constexpr TuStatus AllStatuses[] = {
    TuStatus::Ok,       TuStatus::Errors,  TuStatus::Failed, TuStatus::Crashed,
    TuStatus::TimedOut, TuStatus::Skipped, TuStatus::Spared, TuStatus::Missing};

llvm::StringRef corolint::spell(TuStatus S) {
  switch (S) {
  case TuStatus::Ok:
    return "ok";
  case TuStatus::Errors:
    return "errors";
  case TuStatus::Failed:
    return "failed";
  case TuStatus::Crashed:
    return "crashed";
  case TuStatus::TimedOut:
    return "timed-out";
  case TuStatus::Skipped:
    return "skipped";
  case TuStatus::Spared:
    return "spared";
  case TuStatus::Missing:
    return "missing";
  }
  return "failed";
}

bool corolint::isIncomplete(TuStatus S) {
  return S != TuStatus::Ok && !isPassedOver(S);
}

bool corolint::isPassedOver(TuStatus S) {
  return S == TuStatus::Skipped || S == TuStatus::Spared ||
         S == TuStatus::Missing;
}

llvm::StringRef corolint::meaning(TuStatus S) {
  switch (S) {
  case TuStatus::Errors:
    return "the compiler saw errors; findings may be missing";
  case TuStatus::Failed:
    return "the file could not be parsed";
  case TuStatus::Crashed:
    return "the analysis of the file crashed";
  case TuStatus::TimedOut:
    return "the analysis of the file took too long";
  case TuStatus::Ok:
  case TuStatus::Skipped:
  case TuStatus::Spared:
  case TuStatus::Missing:
    break;
  }
  return "the file was analysed";
}

std::string corolint::troubleOf(const TuReport &R) {
  if (!isIncomplete(R.Status))
    return "";
  std::string Words = R.Message.empty() ? meaning(R.Status).str() : R.Message;
  if (!R.Errors.empty())
    Words += ": " + R.Errors.front().Message;
  return Words;
}

Json corolint::toJson(const TuReport &R, PathSpelling Path) {
  Json Errors = Json::array(), Findings = Json::array(), Open = Json::array(),
       Parsed = Json::object(), Messages = Json::array(),
       Inputs = Json::array(), Quieted = Json::array();
  for (const Note &N : R.Errors)
    Errors.push_back(toJson(N, Path));
  for (const Finding &F : R.Findings)
    Findings.push_back(toJson(F, Path));
  // Those of one library's coroutines have the same answers.
  std::map<std::vector<EffectMessage>, size_t> Told;
  for (const OpenFinding &F : R.Open) {
    Json J = toJson(F.What, Path);
    if (const auto *If = std::get_if<IndependenceCondition>(&F.If)) {
      J["apart"] = {{"calls", toJson(If->Members)},
                    {"level", spell(If->Severity).str()},
                    {"words", If->Message},
                    {"otherwise", spell(If->Otherwise).str()},
                    {"otherwiseWords", If->OtherwiseWords}};
      Open.push_back(std::move(J));
      continue;
    }
    if (const auto *If = std::get_if<LentUseCondition>(&F.If)) {
      J["lent"] = {{"letsGo", If->Asks == LentUseCondition::LetsGo},
                   {"callee", llvm::utohexstr(If->Callee, true)},
                   {"name", If->Name},
                   {"parameter", If->Parameter},
                   {"level", spell(If->Severity).str()},
                   {"words", If->Message}};
      Open.push_back(std::move(J));
      continue;
    }
    if (const auto *If = std::get_if<UnusedCondition>(&F.If)) {
      Json Users = Json::array();
      for (const auto &[Id, Name] : If->Users)
        Users.push_back({{"id", llvm::utohexstr(Id, true)}, {"name", Name}});
      J["unused"] = {{"member", llvm::utohexstr(If->Member, true)},
                     {"users", std::move(Users)},
                     {"level", spell(If->Severity).str()},
                     {"words", If->Message}};
      Open.push_back(std::move(J));
      continue;
    }
    const auto &If = std::get<EffectCondition>(F.If);
    auto [It, New] = Told.try_emplace(If.Messages, Told.size());
    if (New) {
      Json All = Json::array();
      for (const EffectMessage &A : If.Messages)
        All.push_back({{"kind", A.Kind},
                       {"level", spell(A.Severity).str()},
                       {"words", A.Message},
                       {"instead", A.Instead}});
      Messages.push_back(std::move(All));
    }
    J["if"] = {{"in", llvm::utohexstr(If.In, true)},
               {"inAt", toJson(If.InAt, Path)},
               {"words", If.Phrase},
               {"answers", It->second}};
    for (const auto &[At, Words] : If.Before)
      J["if"]["before"].push_back({{"at", toJson(At, Path)}, {"words", Words}});
    Open.push_back(std::move(J));
  }
  for (const std::string &File : R.Inputs)
    Inputs.push_back(Path(File));
  for (const auto &[File, Stamp] : R.Parsed)
    Parsed[Path(File)] = llvm::utohexstr(Stamp);
  for (const Silenced &S : R.Quieted)
    Quieted.push_back({{"at", toJson(S.At, Path)}, {"check", S.Check}});
  Json All = {{"file", Path(R.File)},
              {"directory", Path(R.Directory)},
              {"command", R.Command},
              {"status", spell(R.Status).str()},
              {"message", R.Message},
              {"errors", std::move(Errors)},
              {"errorCount", R.ErrorCount},
              {"log", R.Log},
              {"warningsAsErrors", R.WarningsAsErrors},
              {"findings", std::move(Findings)},
              {"answers", std::move(Messages)},
              {"open", std::move(Open)},
              {"parsed", std::move(Parsed)},
              {"inputs", std::move(Inputs)},
              {"silenced", std::move(Quieted)},
              {"off", R.Off},
              {"summary", toJson(R.Summary, Path)}};
  for (const UnseenFunction &F : R.Unseen) {
    Json Callers = Json::array();
    for (const Place &P : F.Callers)
      Callers.push_back(toJson(P, Path));
    All["unseen"].push_back({{"id", llvm::utohexstr(F.Id, true)},
                             {"name", F.Name},
                             {"at", toJson(F.At, Path)},
                             {"callers", std::move(Callers)}});
  }
  auto AddFunctions = [&](const char *To,
                          llvm::ArrayRef<FunctionExtent> Functions) {
    for (const FunctionExtent &F : Functions)
      All[To].push_back({{"file", Path(F.File)},
                         {"name", F.Name},
                         {"begin", F.Begin},
                         {"end", F.End}});
  };
  AddFunctions("fixable", R.Fixable);
  AddFunctions("calledByFixable", R.CalledByFixable);
  for (const auto &[Name, Right] : R.Declared)
    All["declared"].push_back({{"name", Name}, {"right", Right}});
  return All;
}

static EffectCondition
effectConditionFrom(JsonReader From,
                    llvm::ArrayRef<std::vector<EffectMessage>> Messages) {
  EffectCondition If;
  llvm::StringRef(From.text("in")).getAsInteger(16, If.In);
  If.InAt = placeFrom(From.member("inAt"));
  If.Phrase = From.text("words");
  for (JsonReader Other : From.items("before"))
    If.Before.emplace_back(placeFrom(Other.member("at")), Other.text("words"));
  if (From.number("answers") < Messages.size())
    If.Messages = Messages[From.number("answers")];
  return If;
}

static Symbol symbolFrom(const std::string &Text) {
  Symbol Id = 0;
  llvm::StringRef(Text).getAsInteger(16, Id);
  return Id;
}

static UnusedCondition unusedConditionFrom(JsonReader From) {
  UnusedCondition If;
  If.Member = symbolFrom(From.text("member"));
  for (JsonReader User : From.items("users"))
    If.Users.emplace_back(symbolFrom(User.text("id")), User.text("name"));
  If.Severity = parseLevel(From.text("level")).value_or(Level::Warning);
  If.Message = From.text("words");
  return If;
}

static LentUseCondition lentUseConditionFrom(JsonReader From) {
  return {From.member("letsGo").value() == true ? LentUseCondition::LetsGo
                                                : LentUseCondition::IsUsed,
          symbolFrom(From.text("callee")),
          From.text("name"),
          From.number("parameter"),
          parseLevel(From.text("level")).value_or(Level::Warning),
          From.text("words")};
}

static llvm::Expected<IndependenceCondition>
independenceConditionFrom(JsonReader From) {
  auto Members = membersFrom(From.member("calls").value());
  if (!Members)
    return Members.takeError();
  return IndependenceCondition{
      std::move(*Members),
      parseLevel(From.text("level")).value_or(Level::Warning),
      From.text("words"),
      parseLevel(From.text("otherwise")).value_or(Level::Off),
      From.text("otherwiseWords")};
}

llvm::Expected<TuReport> corolint::tuReportFrom(const nlohmann::json &From,
                                                PathSpelling Path) {
  JsonReader Read(From, Path);
  TuReport R;
  R.File = Path(Read.text("file"));
  R.Directory = Path(Read.text("directory"));
  R.Command = Read.texts("command");
  std::optional<TuStatus> Status;
  for (TuStatus S : AllStatuses)
    if (spell(S) == Read.text("status"))
      Status = S;
  if (!Status)
    return problem("not a report that corolint wrote");
  R.Status = *Status;
  R.Message = Read.text("message");
  for (JsonReader N : Read.items("errors"))
    R.Errors.push_back(noteFrom(N));
  R.ErrorCount = Read.number("errorCount");
  R.Log = Read.text("log");
  R.WarningsAsErrors = Read.text("warningsAsErrors");
  for (JsonReader F : Read.items("findings"))
    R.Findings.push_back(findingFrom(F));
  std::vector<std::vector<EffectMessage>> Messages;
  for (const nlohmann::json &All : Read.member("answers").value()) {
    std::vector<EffectMessage> &Told = Messages.emplace_back();
    if (All.is_array())
      for (const nlohmann::json &Item : All) {
        JsonReader A(Item, Path);
        Told.push_back({A.text("kind"),
                        parseLevel(A.text("level")).value_or(Level::Warning),
                        A.text("words"), A.text("instead")});
      }
  }
  for (JsonReader F : Read.items("open")) {
    OpenFinding O{findingFrom(F), {}};
    if (F.value().contains("apart")) {
      auto If = independenceConditionFrom(F.member("apart"));
      if (!If)
        return If.takeError();
      O.If = std::move(*If);
    } else if (F.value().contains("lent")) {
      O.If = lentUseConditionFrom(F.member("lent"));
    } else if (F.value().contains("unused")) {
      O.If = unusedConditionFrom(F.member("unused"));
    } else {
      EffectCondition If = effectConditionFrom(F.member("if"), Messages);
      If.Call = O.What.At;
      O.If = std::move(If);
    }
    R.Open.push_back(std::move(O));
  }
  const nlohmann::json &Stamps = Read.member("parsed").value();
  if (Stamps.is_object())
    for (const auto &[File, Stamp] : Stamps.items())
      if (Stamp.is_string())
        llvm::StringRef(Stamp.get_ref<const std::string &>())
            .getAsInteger(16, R.Parsed[Path(File)]);
  for (const std::string &File : Read.texts("inputs"))
    R.Inputs.push_back(Path(File));
  for (JsonReader S : Read.items("silenced"))
    R.Quieted.push_back({placeFrom(S.member("at")), S.text("check")});
  R.Off = Read.texts("off");
  for (JsonReader F : Read.items("unseen")) {
    UnseenFunction &Into = R.Unseen.emplace_back();
    Into.Id = symbolFrom(F.text("id"));
    Into.Name = F.text("name");
    Into.At = placeFrom(F.member("at"));
    for (JsonReader Caller : F.items("callers"))
      Into.Callers.push_back(placeFrom(Caller));
  }
  auto ReadFunctions = [&](const char *From,
                           std::vector<FunctionExtent> &Into) {
    for (JsonReader F : Read.items(From))
      Into.push_back({F.path("file"), F.number("name"), F.number("begin"),
                      F.number("end")});
  };
  ReadFunctions("fixable", R.Fixable);
  ReadFunctions("calledByFixable", R.CalledByFixable);
  for (JsonReader D : Read.items("declared"))
    R.Declared[D.text("name")] = D.text("right");
  auto Summary = summaryFrom(Read.member("summary").value(), Path);
  if (!Summary)
    return Summary.takeError();
  R.Summary = std::move(*Summary);
  return R;
}
