#include "driver/unit/TuReport.h"
#include "checks/base/Json.h"
#include "checks/program/Fields.h"
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

/// `Messages` goes through those of an effect's condition.
static void followOpen(auto &With, auto &F, auto Messages) {
  follow(With, F.What);
  With.choice(F.If, [&](auto &If) {
    follow(With, If);
    if constexpr (Some<std::remove_reference_t<decltype(If)>, EffectCondition>)
      Messages(If);
  });
}

Json corolint::toJson(const TuReport &R, PathSpelling Path) {
  Json Parsed = Json::object(), Inputs = Json::array();
  for (const std::string &File : R.Inputs)
    Inputs.push_back(Path(File));
  for (const auto &[File, Stamp] : R.Parsed)
    Parsed[Path(File)] = llvm::utohexstr(Stamp);
  Json All = {{"file", Path(R.File)},
              {"directory", Path(R.Directory)},
              {"command", R.Command},
              {"status", spell(R.Status).str()},
              {"message", R.Message},
              {"errorCount", R.ErrorCount},
              {"log", R.Log},
              {"warningsAsErrors", R.WarningsAsErrors},
              {"parsed", std::move(Parsed)},
              {"inputs", std::move(Inputs)},
              {"off", R.Off},
              {"summary", toJson(R.Summary, Path)}};
  for (const auto &[Name, Right] : R.Declared)
    All["declared"].push_back({{"name", Name}, {"right", Right}});
  FieldWriter To(Path);
  All["errors"] = To.numbersOf(R.Errors);
  All["findings"] = To.numbersOf(R.Findings);
  All["silenced"] = To.numbersOf(R.Quieted);
  All["fixable"] = To.numbersOf(R.Fixable);
  All["calledByFixable"] = To.numbersOf(R.CalledByFixable);
  All["unseen"] = To.numbersOf(R.Unseen);
  std::map<EffectMessages, size_t> Told;
  All["open"] = To.numbersOf(R.Open, [&](const OpenFinding &F) {
    followOpen(To, F, [&](const EffectCondition &If) {
      To.number(Told.try_emplace(If.Messages, Told.size()).first->second);
    });
  });
  std::vector<EffectMessages> InOrder(Told.size());
  for (const auto &[Messages, I] : Told)
    InOrder[I] = Messages;
  All["messages"] = To.numbersOf(
      InOrder, [&](const EffectMessages &Of) { To.list(Of.all()); });
  To.addTables(All);
  return All;
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
  R.ErrorCount = Read.number("errorCount");
  R.Log = Read.text("log");
  R.WarningsAsErrors = Read.text("warningsAsErrors");
  const nlohmann::json &Stamps = Read.member("parsed").value();
  if (Stamps.is_object())
    for (const auto &[File, Stamp] : Stamps.items())
      if (Stamp.is_string())
        llvm::StringRef(Stamp.get_ref<const std::string &>())
            .getAsInteger(16, R.Parsed[Path(File)]);
  for (const std::string &File : Read.texts("inputs"))
    R.Inputs.push_back(Path(File));
  R.Off = Read.texts("off");
  for (JsonReader D : Read.items("declared"))
    R.Declared[D.text("name")] = D.text("right");
  auto Summary = summaryFrom(Read.member("summary").value(), Path);
  if (!Summary)
    return Summary.takeError();
  R.Summary = std::move(*Summary);
  FieldReader Lists(From, Path);
  Lists.read("errors", R.Errors);
  Lists.read("findings", R.Findings);
  Lists.read("silenced", R.Quieted);
  Lists.read("fixable", R.Fixable);
  Lists.read("calledByFixable", R.CalledByFixable);
  Lists.read("unseen", R.Unseen);
  std::vector<EffectMessages> Messages;
  Lists.read("messages", Messages, [&](EffectMessages &Of) {
    std::vector<EffectMessage> All;
    Lists.list(All);
    Of = std::move(All);
  });
  Lists.read("open", R.Open, [&](OpenFinding &F) {
    followOpen(Lists, F, [&](EffectCondition &If) {
      Lists.oneOf(Messages, If.Messages);
      If.Call = F.What.At;
    });
  });
  if (Lists.failed())
    return problem("not a report that corolint wrote");
  return R;
}
