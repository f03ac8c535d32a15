#include "driver/TuReport.h"
#include "checks/base/Json.h"
#include "driver/FindingJson.h"
#include "llvm/ADT/StringExtras.h"

using namespace corolint;

static constexpr TuStatus AllStatuses[] = {
    TuStatus::Ok,      TuStatus::Errors,   TuStatus::Failed,
    TuStatus::Crashed, TuStatus::TimedOut, TuStatus::Skipped};

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
  }
  return "failed";
}

bool corolint::isIncomplete(TuStatus S) {
  return S != TuStatus::Ok && S != TuStatus::Skipped;
}

std::string corolint::toJson(const TuReport &R) {
  auto AsIs = [](llvm::StringRef Path) { return Path.str(); };
  Json Errors = Json::array(), Findings = Json::array(), Parsed;
  for (const Note &N : R.Errors)
    Errors.push_back(toJson(N, AsIs));
  for (const Finding &F : R.Findings)
    Findings.push_back(toJson(F, AsIs));
  Parsed = Json::object();
  for (const auto &[File, Stamp] : R.Parsed)
    Parsed[File] = llvm::utohexstr(Stamp);
  return print({{"version", TuReport::Version},
                {"file", R.File},
                {"directory", R.Directory},
                {"command", R.Command},
                {"status", spell(R.Status).str()},
                {"message", R.Message},
                {"errors", std::move(Errors)},
                {"errorCount", R.ErrorCount},
                {"log", R.Log},
                {"findings", std::move(Findings)},
                {"parsed", std::move(Parsed)}});
}

llvm::Expected<TuReport> corolint::parseTuReport(llvm::StringRef Text) {
  auto Parsed = parseJson(Text, "report");
  if (!Parsed)
    return Parsed.takeError();
  JsonReader From(*Parsed);
  if (From.number("version") != TuReport::Version)
    return problem("report: of another version of corolint");

  TuReport R;
  R.File = From.text("file");
  R.Directory = From.text("directory");
  R.Command = From.texts("command");
  R.Status = TuStatus::Failed;
  for (TuStatus S : AllStatuses)
    if (spell(S) == From.text("status"))
      R.Status = S;
  R.Message = From.text("message");
  for (JsonReader N : From.items("errors"))
    R.Errors.push_back(noteFrom(N));
  R.ErrorCount = From.number("errorCount");
  R.Log = From.text("log");
  for (JsonReader F : From.items("findings"))
    R.Findings.push_back(findingFrom(F));
  const nlohmann::json &Stamps = From.member("parsed").value();
  if (Stamps.is_object())
    for (const auto &[File, Stamp] : Stamps.items())
      if (Stamp.is_string())
        llvm::StringRef(Stamp.get_ref<const std::string &>())
            .getAsInteger(16, R.Parsed[File]);
  return R;
}
